using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "event_topics",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    system_image_url = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_topics", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_types",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_types", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_answers",
                columns: table => new
                {
                    name = table.Column<byte[]>(type: "bytea", nullable: false),
                    fingerprint = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    headers = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_answers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "event_sub_topics",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    event_topic_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_sub_topics", x => x.id);
                    table.ForeignKey(
                        name: "fk_event_sub_topics_event_topic_event_topic_id",
                        column: x => x.event_topic_id,
                        principalTable: "event_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    privacy = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    timezone = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    event_type_id = table.Column<long>(type: "bigint", nullable: true),
                    event_topic_id = table.Column<long>(type: "bigint", nullable: true),
                    event_sub_topic_id = table.Column<long>(type: "bigint", nullable: true),
                    after_order_message = table.Column<string>(type: "text", nullable: true),
                    bank_details = table.Column<string>(type: "text", nullable: true),
                    can_pay_by_alipay = table.Column<bool>(type: "boolean", nullable: false),
                    can_pay_by_bank = table.Column<bool>(type: "boolean", nullable: false),
                    can_pay_by_cheque = table.Column<bool>(type: "boolean", nullable: false),
                    can_pay_by_invoice = table.Column<bool>(type: "boolean", nullable: false),
                    can_pay_by_omise = table.Column<bool>(type: "boolean", nullable: false),
                    can_pay_by_paypal = table.Column<bool>(type: "boolean", nullable: false),
                    can_pay_by_paytm = table.Column<bool>(type: "boolean", nullable: false),
                    can_pay_by_stripe = table.Column<bool>(type: "boolean", nullable: false),
                    can_pay_onsite = table.Column<bool>(type: "boolean", nullable: false),
                    chat_room_name = table.Column<string>(type: "text", nullable: true),
                    cheque_details = table.Column<string>(type: "text", nullable: true),
                    code_of_conduct = table.Column<string>(type: "text", nullable: true),
                    description = table.Column<string>(type: "text", nullable: true),
                    document_links = table.Column<string>(type: "jsonb", nullable: true),
                    external_event_url = table.Column<string>(type: "text", nullable: true),
                    has_owner_info = table.Column<bool>(type: "boolean", nullable: false),
                    ical_url = table.Column<string>(type: "text", nullable: true),
                    icon_image_url = table.Column<string>(type: "text", nullable: true),
                    invoice_details = table.Column<string>(type: "text", nullable: true),
                    is_announced = table.Column<bool>(type: "boolean", nullable: false),
                    is_badges_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_billing_info_mandatory = table.Column<bool>(type: "boolean", nullable: false),
                    is_cfs_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_chat_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_demoted = table.Column<bool>(type: "boolean", nullable: false),
                    is_document_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_donation_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_featured = table.Column<bool>(type: "boolean", nullable: false),
                    is_map_shown = table.Column<bool>(type: "boolean", nullable: false),
                    is_oneclick_signup_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_promoted = table.Column<bool>(type: "boolean", nullable: false),
                    is_sessions_speakers_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_sponsors_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_stripe_linked = table.Column<bool>(type: "boolean", nullable: false),
                    is_tax_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_ticket_form_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_videoroom_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    large_image_url = table.Column<string>(type: "text", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    location_name = table.Column<string>(type: "text", nullable: true),
                    logo_url = table.Column<string>(type: "text", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    online = table.Column<bool>(type: "boolean", nullable: false),
                    onsite_details = table.Column<string>(type: "text", nullable: true),
                    original_image_url = table.Column<string>(type: "text", nullable: true),
                    owner_description = table.Column<string>(type: "text", nullable: true),
                    owner_name = table.Column<string>(type: "text", nullable: true),
                    payment_country = table.Column<string>(type: "text", nullable: true),
                    payment_currency = table.Column<string>(type: "text", nullable: true),
                    paypal_email = table.Column<string>(type: "text", nullable: true),
                    pentabarf_url = table.Column<string>(type: "text", nullable: true),
                    public_stream_link = table.Column<string>(type: "text", nullable: true),
                    refund_policy = table.Column<string>(type: "text", nullable: true),
                    schedule_published_on = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    searchable_location_name = table.Column<string>(type: "text", nullable: true),
                    show_remaining_tickets = table.Column<bool>(type: "boolean", nullable: false),
                    stream_autoplay = table.Column<bool>(type: "boolean", nullable: false),
                    stream_loop = table.Column<bool>(type: "boolean", nullable: false),
                    thumbnail_image_url = table.Column<string>(type: "text", nullable: true),
                    ticket_url = table.Column<string>(type: "text", nullable: true),
                    xcal_url = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_events_event_sub_topic_event_sub_topic_id",
                        column: x => x.event_sub_topic_id,
                        principalTable: "event_sub_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_events_event_topic_event_topic_id",
                        column: x => x.event_topic_id,
                        principalTable: "event_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_events_event_type_event_type_id",
                        column: x => x.event_type_id,
                        principalTable: "event_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "faq_types",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_faq_types", x => x.id);
                    table.ForeignKey(
                        name: "fk_faq_types_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "faqs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    question = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    faq_type_id = table.Column<long>(type: "bigint", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_faqs", x => x.id);
                    table.ForeignKey(
                        name: "fk_faqs_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_faqs_faq_type_faq_type_id",
                        column: x => x.faq_type_id,
                        principalTable: "faq_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "ux_event_sub_topics_slug",
                table: "event_sub_topics",
                columns: new[] { "event_topic_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_event_topics_slug",
                table: "event_topics",
                column: "slug",
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_event_types_slug",
                table: "event_types",
                column: "slug",
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_events_event_sub_topic_id",
                table: "events",
                column: "event_sub_topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_events_event_topic_id",
                table: "events",
                column: "event_topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_events_event_type_id",
                table: "events",
                column: "event_type_id");

            migrationBuilder.CreateIndex(
                name: "ix_events_public",
                table: "events",
                columns: new[] { "state", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_events_identifier",
                table: "events",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_faq_types_event_id",
                table: "faq_types",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_faqs_event_id",
                table: "faqs",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_faqs_faq_type_id",
                table: "faqs",
                column: "faq_type_id");

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_answers_created_at",
                table: "idempotent_answers",
                column: "created_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "faqs");

            migrationBuilder.DropTable(
                name: "idempotent_answers");

            migrationBuilder.DropTable(
                name: "faq_types");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "event_sub_topics");

            migrationBuilder.DropTable(
                name: "event_types");

            migrationBuilder.DropTable(
                name: "event_topics");
        }
    }
}
