"""The library: articles, offers, places, safety lines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("offer_kinds", sa.JSON(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=False),
        sa.Column("serves", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_review_due"), "articles", ["review_due"], unique=False)
    op.create_index(op.f("ix_articles_topic"), "articles", ["topic"], unique=False)
    op.create_table(
        "districts",
        sa.Column("ags", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("government_region", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ags", name=op.f("pk_districts")),
    )
    library_state = op.create_table(
        "library_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_state")),
    )
    op.create_table(
        "locations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("location_type", sa.Text(), nullable=False),
        sa.Column("address_1", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("transportation", sa.Text(), nullable=True),
        sa.Column("wheelchair", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
    )
    op.create_index(op.f("ix_locations_postal_code"), "locations", ["postal_code"], unique=False)
    op.create_table(
        "notes",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_notes")),
    )
    op.create_table(
        "offer_kinds",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("synonyms", sa.JSON(), nullable=False),
        sa.Column("what_it_does", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_offer_kinds")),
    )
    op.create_table(
        "organizations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
    )
    op.create_table(
        "place_names",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_place_names")),
    )
    op.create_table(
        "safety_lines",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("offer_kinds", sa.JSON(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_safety_lines")),
    )
    op.create_table(
        "safety_triggers",
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("any", sa.JSON(), nullable=False),
        sa.Column("unless", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("lang", "line", name=op.f("pk_safety_triggers")),
    )
    op.create_table(
        "topics",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_topics")),
    )
    op.create_table(
        "article_references",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_law", sa.Boolean(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.slug"], name=op.f("fk_article_references_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "position", name=op.f("pk_article_references")),
    )
    op.create_table(
        "article_texts",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("source_title", sa.Text(), nullable=True),
        sa.Column("source_summary", sa.Text(), nullable=True),
        sa.Column("source_blocks", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.slug"], name=op.f("fk_article_texts_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "lang", name=op.f("pk_article_texts")),
    )
    op.create_table(
        "help_numbers",
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line"], ["safety_lines.slug"], name=op.f("fk_help_numbers_line"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("line", "position", name=op.f("pk_help_numbers")),
    )
    op.create_table(
        "places",
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("district_ags", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["district_ags"], ["districts.ags"], name=op.f("fk_places_district_ags")),
        sa.PrimaryKeyConstraint("postcode", "name", name=op.f("pk_places")),
    )
    op.create_index(op.f("ix_places_district_ags"), "places", ["district_ags"], unique=False)
    op.create_table(
        "services",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=True),
        sa.Column("target_groups", sa.JSON(), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("childcare", sa.Boolean(), nullable=True),
        sa.Column("free", sa.Boolean(), nullable=True),
        sa.Column("cost_description", sa.JSON(), nullable=False),
        sa.Column("appointment_needed", sa.Boolean(), nullable=True),
        sa.Column("application_process", sa.JSON(), nullable=False),
        sa.Column("service_area", sa.JSON(), nullable=False),
        sa.Column("assured_date", sa.Date(), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_services_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
    )
    op.create_index(op.f("ix_services_kind"), "services", ["kind"], unique=False)
    op.create_index(op.f("ix_services_organization_id"), "services", ["organization_id"], unique=False)
    op.create_index(op.f("ix_services_review_due"), "services", ["review_due"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "lang"],
            ["article_texts.article", "article_texts.lang"],
            name=op.f("fk_blocks_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article", "lang", "position", name=op.f("pk_blocks")),
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("closed_on_public_holidays", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["locations.id"], name=op.f("fk_offers_location_id")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_offers_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_location_id"), "offers", ["location_id"], unique=False)
    op.create_index(op.f("ix_offers_service_id"), "offers", ["service_id"], unique=False)
    op.create_table(
        "opening_exceptions",
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("date_from", sa.Date(), nullable=False),
        sa.Column("date_to", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["offer"], ["offers.id"], name=op.f("fk_opening_exceptions_offer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("offer", "position", name=op.f("pk_opening_exceptions")),
    )
    op.create_table(
        "opening_rules",
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["offer"], ["offers.id"], name=op.f("fk_opening_rules_offer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("offer", "position", name=op.f("pk_opening_rules")),
    )
    op.bulk_insert(library_state, [{"id": 1, "hash": None}])


def downgrade() -> None:
    op.drop_table("opening_rules")
    op.drop_table("opening_exceptions")
    op.drop_index(op.f("ix_offers_service_id"), table_name="offers")
    op.drop_index(op.f("ix_offers_location_id"), table_name="offers")
    op.drop_table("offers")
    op.drop_table("blocks")
    op.drop_index(op.f("ix_services_review_due"), table_name="services")
    op.drop_index(op.f("ix_services_organization_id"), table_name="services")
    op.drop_index(op.f("ix_services_kind"), table_name="services")
    op.drop_table("services")
    op.drop_index(op.f("ix_places_district_ags"), table_name="places")
    op.drop_table("places")
    op.drop_table("help_numbers")
    op.drop_table("article_texts")
    op.drop_table("article_references")
    op.drop_table("topics")
    op.drop_table("safety_triggers")
    op.drop_table("safety_lines")
    op.drop_table("place_names")
    op.drop_table("organizations")
    op.drop_table("offer_kinds")
    op.drop_table("notes")
    op.drop_index(op.f("ix_locations_postal_code"), table_name="locations")
    op.drop_table("locations")
    op.drop_table("library_state")
    op.drop_table("districts")
    op.drop_index(op.f("ix_articles_topic"), table_name="articles")
    op.drop_index(op.f("ix_articles_review_due"), table_name="articles")
    op.drop_table("articles")
