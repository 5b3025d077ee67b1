"""The customers of a provider that hands us a list of them, with what the check of an account needs and no more.

Follows: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)


def upgrade() -> None:
    op.create_table(
        "customers",
        sa.Column("provider", sa.Text(), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("account", "name", "postcode")),
        *(sa.Column(name, sa.Text()) for name in ("email", "phone")),
        *(
            sa.CheckConstraint(f"trim({name}) <> ''", name=f"{name}_filled")
            for name in ("provider", "key", "account")
        ),
        *(
            sa.CheckConstraint(f"length(trim({name}, '{BLANKS}')) > 0", name=f"{name}_worded")
            for name in ("name", "postcode")
        ),
    )


def downgrade() -> None:
    op.drop_table("customers")
