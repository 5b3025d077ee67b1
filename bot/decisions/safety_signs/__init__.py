"""What people write when life, safety or health is at stake: a file for each kind of danger.

Texts come in small letters with straight apostrophes and single spaces. ``[^.?!\\n]{0,40}`` keeps a sign within a
sentence and cheap to look for. What several kinds share is in ``people_and_help``; ``bot.decisions.safety`` reads all.
"""
