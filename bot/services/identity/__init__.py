"""Who is asking? Shown by a code to the contact on file, or by the provider's own questions; never given away."""
