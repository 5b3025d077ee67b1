"""How somebody must be treated: learnt from any message, kept beside the complaint, honoured from then on."""
