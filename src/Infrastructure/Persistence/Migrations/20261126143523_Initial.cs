using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "custom_system_roles",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:IdentitySequenceOptions", "'101', '1', '', '', 'False', '1'")
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custom_system_roles", x => x.id);
                });

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
                name: "mails",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "message_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    action = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    email_subject = table.Column<string>(type: "text", nullable: false),
                    email_message = table.Column<string>(type: "text", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notification_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:IdentitySequenceOptions", "'101', '1', '', '', 'False', '1'")
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    type = table.Column<string>(type: "text", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_series", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    available_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "panel_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:IdentitySequenceOptions", "'101', '1', '', '', 'False', '1'")
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    panel_name = table.Column<string>(type: "text", nullable: true),
                    can_access = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_permissions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:IdentitySequenceOptions", "'101', '1', '', '', 'False', '1'")
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    title_name = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "throttle_counters",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_throttle_counters", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "ticket_fees",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    currency = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: false),
                    service_fee = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    maximum_fee = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_fees", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "user_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:IdentitySequenceOptions", "'101', '1', '', '', 'False', '1'")
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    unverified_user = table.Column<bool>(type: "boolean", nullable: true),
                    anonymous_user = table.Column<bool>(type: "boolean", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_permissions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    token_epoch = table.Column<int>(type: "integer", nullable: false),
                    kept_token_id = table.Column<string>(type: "text", nullable: true),
                    is_super_admin = table.Column<bool>(type: "boolean", nullable: false),
                    is_admin = table.Column<bool>(type: "boolean", nullable: false),
                    is_sales_admin = table.Column<bool>(type: "boolean", nullable: false),
                    is_marketer = table.Column<bool>(type: "boolean", nullable: false),
                    is_verified = table.Column<bool>(type: "boolean", nullable: false),
                    is_blocked = table.Column<bool>(type: "boolean", nullable: false),
                    is_profile_public = table.Column<bool>(type: "boolean", nullable: false),
                    is_rocket_chat_registered = table.Column<bool>(type: "boolean", nullable: false),
                    was_registered_with_order = table.Column<bool>(type: "boolean", nullable: false),
                    first_name = table.Column<string>(type: "text", nullable: true),
                    last_name = table.Column<string>(type: "text", nullable: true),
                    public_name = table.Column<string>(type: "text", nullable: true),
                    details = table.Column<string>(type: "text", nullable: true),
                    contact = table.Column<string>(type: "text", nullable: true),
                    company = table.Column<string>(type: "text", nullable: true),
                    language_prefrence = table.Column<string>(type: "text", nullable: true),
                    facebook_id = table.Column<long>(type: "bigint", nullable: true),
                    facebook_url = table.Column<string>(type: "text", nullable: true),
                    twitter_url = table.Column<string>(type: "text", nullable: true),
                    instagram_url = table.Column<string>(type: "text", nullable: true),
                    google_plus_url = table.Column<string>(type: "text", nullable: true),
                    avatar_url = table.Column<string>(type: "text", nullable: true),
                    original_image_url = table.Column<string>(type: "text", nullable: true),
                    thumbnail_image_url = table.Column<string>(type: "text", nullable: true),
                    small_image_url = table.Column<string>(type: "text", nullable: true),
                    icon_image_url = table.Column<string>(type: "text", nullable: true),
                    billing_contact_name = table.Column<string>(type: "text", nullable: true),
                    billing_phone = table.Column<string>(type: "text", nullable: true),
                    billing_country = table.Column<string>(type: "text", nullable: true),
                    billing_state = table.Column<string>(type: "text", nullable: true),
                    billing_city = table.Column<string>(type: "text", nullable: true),
                    billing_address = table.Column<string>(type: "text", nullable: true),
                    billing_zip_code = table.Column<string>(type: "text", nullable: true),
                    billing_tax_info = table.Column<string>(type: "text", nullable: true),
                    billing_additional_info = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_accessed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
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
                name: "custom_system_role_panels",
                columns: table => new
                {
                    custom_system_role_id = table.Column<long>(type: "bigint", nullable: false),
                    panel_permission_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custom_system_role_panels", x => new { x.custom_system_role_id, x.panel_permission_id });
                    table.ForeignKey(
                        name: "fk_custom_system_role_panels_custom_system_roles_custom_system",
                        column: x => x.custom_system_role_id,
                        principalTable: "custom_system_roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_custom_system_role_panels_panel_permissions_panel_permissio",
                        column: x => x.panel_permission_id,
                        principalTable: "panel_permissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "email_verifications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_verifications", x => x.id);
                    table.ForeignKey(
                        name: "fk_email_verifications_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_bookings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    device = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_bookings", x => x.id);
                    table.CheckConstraint("ck_lab_bookings_times", "ends_at > starts_at");
                    table.ForeignKey(
                        name: "fk_lab_bookings_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_calls",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    device = table.Column<string>(type: "text", nullable: false),
                    function = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: true),
                    waited_ms = table.Column<double>(type: "double precision", nullable: true),
                    took_ms = table.Column<double>(type: "double precision", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_calls", x => x.id);
                    table.ForeignKey(
                        name: "fk_lab_calls_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: true),
                    is_read = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                    table.ForeignKey(
                        name: "fk_notifications_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "password_resets",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_password_resets", x => x.id);
                    table.ForeignKey(
                        name: "fk_password_resets_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_system_roles",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    custom_system_role_id = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_system_roles", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_system_roles_custom_system_roles_custom_system_role_id",
                        column: x => x.custom_system_role_id,
                        principalTable: "custom_system_roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_system_roles_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "custom_placeholders",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    original_image_url = table.Column<string>(type: "text", nullable: false),
                    icon_image_url = table.Column<string>(type: "text", nullable: true),
                    thumbnail_image_url = table.Column<string>(type: "text", nullable: true),
                    large_image_url = table.Column<string>(type: "text", nullable: true),
                    origin = table.Column<string>(type: "text", nullable: true),
                    copyright = table.Column<string>(type: "text", nullable: true),
                    event_sub_topic_id = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custom_placeholders", x => x.id);
                    table.ForeignKey(
                        name: "fk_custom_placeholders_event_sub_topic_event_sub_topic_id",
                        column: x => x.event_sub_topic_id,
                        principalTable: "event_sub_topics",
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
                name: "lab_booking_slots",
                columns: table => new
                {
                    device = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    booking_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_booking_slots", x => new { x.device, x.starts_at });
                    table.ForeignKey(
                        name: "fk_lab_booking_slots_lab_bookings_booking_id",
                        column: x => x.booking_id,
                        principalTable: "lab_bookings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "text", nullable: false),
                    access_url = table.Column<string>(type: "text", nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    min_quantity = table.Column<int>(type: "integer", nullable: true),
                    max_quantity = table.Column<int>(type: "integer", nullable: true),
                    tickets_number = table.Column<int>(type: "integer", nullable: true),
                    valid_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_till = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    marketer_id = table.Column<long>(type: "bigint", nullable: true),
                    code_key = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(code)", stored: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_codes_event_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_access_codes_user_marketer_id",
                        column: x => x.marketer_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "custom_forms",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    field_identifier = table.Column<string>(type: "text", nullable: false),
                    form = table.Column<string>(type: "text", nullable: false),
                    form_id = table.Column<string>(type: "text", nullable: true),
                    type = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    description = table.Column<string>(type: "text", nullable: true),
                    is_required = table.Column<bool>(type: "boolean", nullable: false),
                    is_included = table.Column<bool>(type: "boolean", nullable: false),
                    is_fixed = table.Column<bool>(type: "boolean", nullable: false),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    is_allow_edit = table.Column<bool>(type: "boolean", nullable: false),
                    main_language = table.Column<string>(type: "text", nullable: true),
                    min = table.Column<int>(type: "integer", nullable: true),
                    max = table.Column<int>(type: "integer", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: true),
                    translations = table.Column<string>(type: "jsonb", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custom_forms", x => x.id);
                    table.ForeignKey(
                        name: "fk_custom_forms_event_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "discount_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "text", nullable: false),
                    discount_url = table.Column<string>(type: "text", nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    min_quantity = table.Column<int>(type: "integer", nullable: true),
                    max_quantity = table.Column<int>(type: "integer", nullable: true),
                    tickets_number = table.Column<int>(type: "integer", nullable: true),
                    type = table.Column<string>(type: "text", nullable: false),
                    used_for = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    valid_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    valid_till = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    event_id = table.Column<long>(type: "bigint", nullable: true),
                    marketer_id = table.Column<long>(type: "bigint", nullable: true),
                    code_key = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(code)", stored: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_discount_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_discount_codes_event_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_discount_codes_user_marketer_id",
                        column: x => x.marketer_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "email_notifications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    next_event = table.Column<bool>(type: "boolean", nullable: true),
                    new_paper = table.Column<bool>(type: "boolean", nullable: true),
                    session_accept_reject = table.Column<bool>(type: "boolean", nullable: true),
                    session_schedule = table.Column<bool>(type: "boolean", nullable: true),
                    after_ticket_purchase = table.Column<bool>(type: "boolean", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_notifications", x => x.id);
                    table.ForeignKey(
                        name: "fk_email_notifications_event_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_email_notifications_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "event_copyrights",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    holder = table.Column<string>(type: "text", nullable: true),
                    holder_url = table.Column<string>(type: "text", nullable: true),
                    licence = table.Column<string>(type: "text", nullable: false),
                    licence_url = table.Column<string>(type: "text", nullable: true),
                    logo_url = table.Column<string>(type: "text", nullable: true),
                    year = table.Column<int>(type: "integer", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_copyrights", x => x.id);
                    table.ForeignKey(
                        name: "fk_event_copyrights_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "faq_types",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_key = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(btrim(name))", stored: true),
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
                name: "microlocations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    floor = table.Column<int>(type: "integer", nullable: true),
                    room = table.Column<string>(type: "text", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: true),
                    hidden_in_scheduler = table.Column<bool>(type: "boolean", nullable: false),
                    is_chat_enabled = table.Column<bool>(type: "boolean", nullable: true),
                    is_global_event_room = table.Column<bool>(type: "boolean", nullable: true),
                    chat_room_name = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_microlocations", x => x.id);
                    table.ForeignKey(
                        name: "fk_microlocations_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_invites",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    role_id = table.Column<long>(type: "bigint", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    role_name = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    token_hash = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_invites", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_invites_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_role_invites_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "session_types",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    length = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_types", x => x.id);
                    table.ForeignKey(
                        name: "fk_session_types_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "social_links",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    link = table.Column<string>(type: "text", nullable: false),
                    identifier = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_social_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_social_links_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "speakers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true),
                    is_email_overridden = table.Column<bool>(type: "boolean", nullable: false),
                    is_featured = table.Column<bool>(type: "boolean", nullable: false),
                    order = table.Column<int>(type: "integer", nullable: true),
                    short_biography = table.Column<string>(type: "text", nullable: true),
                    long_biography = table.Column<string>(type: "text", nullable: true),
                    organisation = table.Column<string>(type: "text", nullable: true),
                    position = table.Column<string>(type: "text", nullable: true),
                    speaker_positions = table.Column<string>(type: "jsonb", nullable: true),
                    speaking_experience = table.Column<string>(type: "text", nullable: true),
                    sponsorship_required = table.Column<string>(type: "text", nullable: true),
                    heard_from = table.Column<string>(type: "text", nullable: true),
                    gender = table.Column<string>(type: "text", nullable: true),
                    mobile = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    photo_url = table.Column<string>(type: "text", nullable: true),
                    thumbnail_image_url = table.Column<string>(type: "text", nullable: true),
                    small_image_url = table.Column<string>(type: "text", nullable: true),
                    icon_image_url = table.Column<string>(type: "text", nullable: true),
                    website = table.Column<string>(type: "text", nullable: true),
                    facebook = table.Column<string>(type: "text", nullable: true),
                    github = table.Column<string>(type: "text", nullable: true),
                    instagram = table.Column<string>(type: "text", nullable: true),
                    linkedin = table.Column<string>(type: "text", nullable: true),
                    mastodon = table.Column<string>(type: "text", nullable: true),
                    twitter = table.Column<string>(type: "text", nullable: true),
                    complex_field_values = table.Column<string>(type: "jsonb", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_speakers", x => x.id);
                    table.ForeignKey(
                        name: "fk_speakers_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_speakers_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "speakers_calls",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    announcement = table.Column<string>(type: "text", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    soft_ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    privacy = table.Column<string>(type: "text", nullable: true),
                    hash = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_speakers_calls", x => x.id);
                    table.ForeignKey(
                        name: "fk_speakers_calls_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sponsors",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    level = table.Column<int>(type: "integer", nullable: true),
                    type = table.Column<string>(type: "text", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    logo_url = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sponsors", x => x.id);
                    table.ForeignKey(
                        name: "fk_sponsors_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stripe_authorizations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    stripe_publishable_key = table.Column<string>(type: "text", nullable: true),
                    stripe_user_id = table.Column<string>(type: "text", nullable: false),
                    sealed_access_token = table.Column<string>(type: "text", nullable: false),
                    sealed_refresh_token = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stripe_authorizations", x => x.id);
                    table.ForeignKey(
                        name: "fk_stripe_authorizations_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "taxes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: true),
                    rate = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    is_tax_included_in_price = table.Column<bool>(type: "boolean", nullable: false),
                    tax_id = table.Column<string>(type: "text", nullable: true),
                    should_send_invoice = table.Column<bool>(type: "boolean", nullable: false),
                    is_invoice_sent = table.Column<bool>(type: "boolean", nullable: false),
                    registered_company = table.Column<string>(type: "text", nullable: true),
                    contact_name = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: true),
                    zip = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    invoice_footer = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_taxes", x => x.id);
                    table.ForeignKey(
                        name: "fk_taxes_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ticket_tags",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_tags", x => x.id);
                    table.ForeignKey(
                        name: "fk_ticket_tags_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    type = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: true),
                    price = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    min_price = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    max_price = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    min_order = table.Column<int>(type: "integer", nullable: true),
                    max_order = table.Column<int>(type: "integer", nullable: true),
                    sales_starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sales_ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_hidden = table.Column<bool>(type: "boolean", nullable: false),
                    is_description_visible = table.Column<bool>(type: "boolean", nullable: false),
                    is_fee_absorbed = table.Column<bool>(type: "boolean", nullable: false),
                    is_checkin_restricted = table.Column<bool>(type: "boolean", nullable: false),
                    auto_checkin_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: true),
                    badge_id = table.Column<string>(type: "text", nullable: true),
                    form_id = table.Column<string>(type: "text", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tickets", x => x.id);
                    table.ForeignKey(
                        name: "fk_tickets_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tracks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    color = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracks", x => x.id);
                    table.ForeignKey(
                        name: "fk_tracks_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "users_events_roles",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    role_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users_events_roles", x => x.id);
                    table.ForeignKey(
                        name: "fk_users_events_roles_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_users_events_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_users_events_roles_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "access_uses",
                columns: table => new
                {
                    code_id = table.Column<long>(type: "bigint", nullable: false),
                    most = table.Column<int>(type: "integer", nullable: true),
                    used = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_uses", x => x.code_id);
                    table.CheckConstraint("ck_access_uses_used", "used >= 0 AND used <= most");
                    table.ForeignKey(
                        name: "fk_access_uses_access_codes_code_id",
                        column: x => x.code_id,
                        principalTable: "access_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "custom_form_options",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    value = table.Column<string>(type: "text", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    custom_form_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custom_form_options", x => x.id);
                    table.ForeignKey(
                        name: "fk_custom_form_options_custom_forms_custom_form_id",
                        column: x => x.custom_form_id,
                        principalTable: "custom_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "custom_form_translates",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    language_code = table.Column<string>(type: "text", nullable: false),
                    form_id = table.Column<string>(type: "text", nullable: false),
                    custom_form_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custom_form_translates", x => x.id);
                    table.ForeignKey(
                        name: "fk_custom_form_translates_custom_forms_custom_form_id",
                        column: x => x.custom_form_id,
                        principalTable: "custom_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "discount_uses",
                columns: table => new
                {
                    code_id = table.Column<long>(type: "bigint", nullable: false),
                    most = table.Column<int>(type: "integer", nullable: true),
                    used = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_discount_uses", x => x.code_id);
                    table.CheckConstraint("ck_discount_uses_used", "used >= 0 AND used <= most");
                    table.ForeignKey(
                        name: "fk_discount_uses_discount_codes_code_id",
                        column: x => x.code_id,
                        principalTable: "discount_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "event_discounts",
                columns: table => new
                {
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    discount_code_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_discounts", x => x.event_id);
                    table.ForeignKey(
                        name: "fk_event_discounts_discount_codes_discount_code_id",
                        column: x => x.discount_code_id,
                        principalTable: "discount_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_event_discounts_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "event_invoices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    revenue = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    fee_rate = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    fee_most = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    discount = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    discount_type = table.Column<string>(type: "text", nullable: true),
                    discount_value = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    credit = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    discount_code_id = table.Column<long>(type: "bigint", nullable: true),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    invoice_pdf_url = table.Column<string>(type: "text", nullable: true),
                    payment_mode = table.Column<string>(type: "text", nullable: true),
                    paid_via = table.Column<string>(type: "text", nullable: true),
                    transaction_id = table.Column<string>(type: "text", nullable: true),
                    stripe_token = table.Column<string>(type: "text", nullable: true),
                    paypal_token = table.Column<string>(type: "text", nullable: true),
                    brand = table.Column<string>(type: "text", nullable: true),
                    last4 = table.Column<string>(type: "text", nullable: true),
                    exp_month = table.Column<int>(type: "integer", nullable: true),
                    exp_year = table.Column<int>(type: "integer", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_invoices", x => x.id);
                    table.CheckConstraint("ck_event_invoices_amount", "amount >= -credit AND credit >= 0");
                    table.ForeignKey(
                        name: "fk_event_invoices_discount_codes_discount_code_id",
                        column: x => x.discount_code_id,
                        principalTable: "discount_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_event_invoices_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_event_invoices_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
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

            migrationBuilder.CreateTable(
                name: "stations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    station_name = table.Column<string>(type: "text", nullable: false),
                    station_type = table.Column<string>(type: "text", nullable: false),
                    microlocation_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stations", x => x.id);
                    table.ForeignKey(
                        name: "fk_stations_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stations_microlocations_microlocation_id",
                        column: x => x.microlocation_id,
                        principalTable: "microlocations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "access_code_tickets",
                columns: table => new
                {
                    access_code_id = table.Column<long>(type: "bigint", nullable: false),
                    ticket_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_code_tickets", x => new { x.access_code_id, x.ticket_id });
                    table.ForeignKey(
                        name: "fk_access_code_tickets_access_codes_access_code_id",
                        column: x => x.access_code_id,
                        principalTable: "access_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_access_code_tickets_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "discount_code_tickets",
                columns: table => new
                {
                    discount_code_id = table.Column<long>(type: "bigint", nullable: false),
                    ticket_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_discount_code_tickets", x => new { x.discount_code_id, x.ticket_id });
                    table.ForeignKey(
                        name: "fk_discount_code_tickets_discount_codes_discount_code_id",
                        column: x => x.discount_code_id,
                        principalTable: "discount_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_discount_code_tickets_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tagged_tickets",
                columns: table => new
                {
                    ticket_tag_id = table.Column<long>(type: "bigint", nullable: false),
                    ticket_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tagged_tickets", x => new { x.ticket_tag_id, x.ticket_id });
                    table.ForeignKey(
                        name: "fk_tagged_tickets_ticket_tags_ticket_tag_id",
                        column: x => x.ticket_tag_id,
                        principalTable: "ticket_tags",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_tagged_tickets_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ticket_seats",
                columns: table => new
                {
                    ticket_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: true),
                    taken = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_seats", x => x.ticket_id);
                    table.CheckConstraint("ck_ticket_seats_taken", "taken >= 0 AND taken <= quantity");
                    table.ForeignKey(
                        name: "fk_ticket_seats_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    title = table.Column<string>(type: "text", nullable: false),
                    subtitle = table.Column<string>(type: "text", nullable: true),
                    short_abstract = table.Column<string>(type: "text", nullable: true),
                    long_abstract = table.Column<string>(type: "text", nullable: true),
                    comments = table.Column<string>(type: "text", nullable: true),
                    level = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_locked = table.Column<bool>(type: "boolean", nullable: false),
                    is_mail_sent = table.Column<bool>(type: "boolean", nullable: false),
                    slides_url = table.Column<string>(type: "text", nullable: true),
                    slides = table.Column<string>(type: "jsonb", nullable: true),
                    video_url = table.Column<string>(type: "text", nullable: true),
                    audio_url = table.Column<string>(type: "text", nullable: true),
                    signup_url = table.Column<string>(type: "text", nullable: true),
                    website = table.Column<string>(type: "text", nullable: true),
                    facebook = table.Column<string>(type: "text", nullable: true),
                    github = table.Column<string>(type: "text", nullable: true),
                    gitlab = table.Column<string>(type: "text", nullable: true),
                    instagram = table.Column<string>(type: "text", nullable: true),
                    linkedin = table.Column<string>(type: "text", nullable: true),
                    mastodon = table.Column<string>(type: "text", nullable: true),
                    twitter = table.Column<string>(type: "text", nullable: true),
                    complex_field_values = table.Column<string>(type: "jsonb", nullable: true),
                    track_id = table.Column<long>(type: "bigint", nullable: true),
                    session_type_id = table.Column<long>(type: "bigint", nullable: true),
                    microlocation_id = table.Column<long>(type: "bigint", nullable: true),
                    creator_id = table.Column<long>(type: "bigint", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sessions_microlocations_microlocation_id",
                        column: x => x.microlocation_id,
                        principalTable: "microlocations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_sessions_session_type_session_type_id",
                        column: x => x.session_type_id,
                        principalTable: "session_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_sessions_track_track_id",
                        column: x => x.track_id,
                        principalTable: "tracks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_sessions_user_creator_id",
                        column: x => x.creator_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "invoice_credits",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_identifier = table.Column<string>(type: "text", nullable: false),
                    invoice_id = table.Column<long>(type: "bigint", nullable: false),
                    revenue = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    credited_by_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_credits", x => x.id);
                    table.CheckConstraint("ck_invoice_credits_revenue", "revenue >= 0");
                    table.ForeignKey(
                        name: "fk_invoice_credits_event_invoices_credited_by_id",
                        column: x => x.credited_by_id,
                        principalTable: "event_invoices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_invoice_credits_event_invoices_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "event_invoices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    is_amount_final = table.Column<bool>(type: "boolean", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    marketer_id = table.Column<long>(type: "bigint", nullable: true),
                    discount_code_id = table.Column<long>(type: "bigint", nullable: true),
                    discount_uses = table.Column<int>(type: "integer", nullable: false),
                    access_code_id = table.Column<long>(type: "bigint", nullable: true),
                    access_uses = table.Column<int>(type: "integer", nullable: false),
                    discount = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    tax = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    event_invoice_id = table.Column<long>(type: "bigint", nullable: true),
                    payment_mode = table.Column<string>(type: "text", nullable: true),
                    paid_via = table.Column<string>(type: "text", nullable: true),
                    payment_url = table.Column<string>(type: "text", nullable: true),
                    transaction_id = table.Column<string>(type: "text", nullable: true),
                    brand = table.Column<string>(type: "text", nullable: true),
                    last4 = table.Column<string>(type: "text", nullable: true),
                    exp_month = table.Column<string>(type: "text", nullable: true),
                    exp_year = table.Column<string>(type: "text", nullable: true),
                    is_billing_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    company = table.Column<string>(type: "text", nullable: true),
                    tax_business_info = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: true),
                    zipcode = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    order_notes = table.Column<string>(type: "text", nullable: true),
                    cancel_note = table.Column<string>(type: "text", nullable: true),
                    tickets_pdf_url = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    terms_currency = table.Column<string>(type: "text", nullable: false),
                    terms_discount_type = table.Column<string>(type: "text", nullable: true),
                    terms_discount_value = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    terms_fee_most = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    terms_fee_rate = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    terms_is_tax_included = table.Column<bool>(type: "boolean", nullable: false),
                    terms_tax_name = table.Column<string>(type: "text", nullable: true),
                    terms_tax_rate = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => x.id);
                    table.CheckConstraint("ck_orders_amount", "amount >= 0");
                    table.CheckConstraint("ck_orders_uses", "discount_uses >= 0 AND access_uses >= 0");
                    table.ForeignKey(
                        name: "fk_orders_access_codes_access_code_id",
                        column: x => x.access_code_id,
                        principalTable: "access_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_discount_codes_discount_code_id",
                        column: x => x.discount_code_id,
                        principalTable: "discount_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_event_invoices_event_invoice_id",
                        column: x => x.event_invoice_id,
                        principalTable: "event_invoices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_user_marketer_id",
                        column: x => x.marketer_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_orders_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "session_speaker",
                columns: table => new
                {
                    session_id = table.Column<long>(type: "bigint", nullable: false),
                    speaker_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_speaker", x => new { x.session_id, x.speaker_id });
                    table.ForeignKey(
                        name: "fk_session_speaker_session_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_session_speaker_speaker_speaker_id",
                        column: x => x.speaker_id,
                        principalTable: "speakers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "station_store_paxs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    current_pax = table.Column<int>(type: "integer", nullable: false),
                    station_id = table.Column<long>(type: "bigint", nullable: false),
                    session_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_station_store_paxs", x => x.id);
                    table.CheckConstraint("ck_station_store_paxs_count", "current_pax >= 0");
                    table.ForeignKey(
                        name: "fk_station_store_paxs_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_station_store_paxs_stations_station_id",
                        column: x => x.station_id,
                        principalTable: "stations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attendees",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "text", nullable: false),
                    ticket_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    creator_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    firstname = table.Column<string>(type: "text", nullable: true),
                    lastname = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    pdf_url = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    job_title = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    tax_business_info = table.Column<string>(type: "text", nullable: true),
                    billing_address = table.Column<string>(type: "text", nullable: true),
                    home_address = table.Column<string>(type: "text", nullable: true),
                    shipping_address = table.Column<string>(type: "text", nullable: true),
                    company = table.Column<string>(type: "text", nullable: true),
                    work_address = table.Column<string>(type: "text", nullable: true),
                    work_phone = table.Column<string>(type: "text", nullable: true),
                    website = table.Column<string>(type: "text", nullable: true),
                    blog = table.Column<string>(type: "text", nullable: true),
                    twitter = table.Column<string>(type: "text", nullable: true),
                    facebook = table.Column<string>(type: "text", nullable: true),
                    github = table.Column<string>(type: "text", nullable: true),
                    instagram = table.Column<string>(type: "text", nullable: true),
                    linkedin = table.Column<string>(type: "text", nullable: true),
                    gender = table.Column<string>(type: "text", nullable: true),
                    age_group = table.Column<string>(type: "text", nullable: true),
                    birth_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    home_wiki = table.Column<string>(type: "text", nullable: true),
                    wiki_scholarship = table.Column<string>(type: "text", nullable: true),
                    native_language = table.Column<string>(type: "text", nullable: true),
                    fluent_language = table.Column<string>(type: "text", nullable: true),
                    attendee_notes = table.Column<string>(type: "text", nullable: true),
                    accept_receive_emails = table.Column<bool>(type: "boolean", nullable: true),
                    accept_share_details = table.Column<bool>(type: "boolean", nullable: true),
                    accept_video_recording = table.Column<bool>(type: "boolean", nullable: true),
                    is_consent_form_field = table.Column<bool>(type: "boolean", nullable: true),
                    is_consent_form_field_email = table.Column<bool>(type: "boolean", nullable: true),
                    is_consent_form_field_photo = table.Column<bool>(type: "boolean", nullable: true),
                    is_consent_of_refund_policy = table.Column<bool>(type: "boolean", nullable: false),
                    is_access_code_applied = table.Column<bool>(type: "boolean", nullable: true),
                    is_discount_applied = table.Column<bool>(type: "boolean", nullable: true),
                    complex_field_values = table.Column<string>(type: "jsonb", nullable: true),
                    is_checked_in = table.Column<bool>(type: "boolean", nullable: false),
                    is_checked_out = table.Column<bool>(type: "boolean", nullable: false),
                    is_registered = table.Column<bool>(type: "boolean", nullable: false),
                    checkin_times = table.Column<string>(type: "text", nullable: true),
                    checkout_times = table.Column<string>(type: "text", nullable: true),
                    register_times = table.Column<string>(type: "text", nullable: true),
                    device_name_checkin = table.Column<string>(type: "text", nullable: true),
                    is_badge_printed = table.Column<bool>(type: "boolean", nullable: true),
                    badge_printed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendees", x => x.id);
                    table.ForeignKey(
                        name: "fk_attendees_event_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attendees_order_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_attendees_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attendees_user_creator_id",
                        column: x => x.creator_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "order_tickets",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    ticket_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    price = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    discounted = table.Column<int>(type: "integer", nullable: false),
                    is_fee_charged = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_tickets", x => new { x.order_id, x.ticket_id });
                    table.CheckConstraint("ck_order_tickets_quantity", "quantity >= 0 AND discounted >= 0 AND discounted <= quantity");
                    table.ForeignKey(
                        name: "fk_order_tickets_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_order_tickets_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    order_identifier = table.Column<string>(type: "text", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    taken = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    refunded = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    check_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    checks = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments", x => x.id);
                    table.CheckConstraint("ck_payments_amount", "amount > 0 AND taken >= 0");
                    table.CheckConstraint("ck_payments_refunded", "refunded >= 0 AND refunded <= taken");
                    table.ForeignKey(
                        name: "fk_payments_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payments_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "scans",
                columns: table => new
                {
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    scan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attendee_id = table.Column<long>(type: "bigint", nullable: false),
                    success = table.Column<bool>(type: "boolean", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scans", x => new { x.event_id, x.scan_id });
                    table.ForeignKey(
                        name: "fk_scans_attendees_attendee_id",
                        column: x => x.attendee_id,
                        principalTable: "attendees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_scans_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_check_in",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    station_id = table.Column<long>(type: "bigint", nullable: false),
                    ticket_holder_id = table.Column<long>(type: "bigint", nullable: false),
                    session_id = table.Column<long>(type: "bigint", nullable: true),
                    station_type = table.Column<string>(type: "text", nullable: false),
                    microlocation_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    device_name = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_check_in", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_check_in_attendees_ticket_holder_id",
                        column: x => x.ticket_holder_id,
                        principalTable: "attendees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_check_in_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_user_check_in_microlocations_microlocation_id",
                        column: x => x.microlocation_id,
                        principalTable: "microlocations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_user_check_in_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_user_check_in_stations_station_id",
                        column: x => x.station_id,
                        principalTable: "stations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    payment_id = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(20,6)", precision: 20, scale: 6, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true),
                    check_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refunds", x => x.id);
                    table.CheckConstraint("ck_refunds_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_refunds_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "custom_system_roles",
                columns: new[] { "id", "name" },
                values: new object[,]
                {
                    { 1L, "Sales Admin" },
                    { 2L, "Marketer" }
                });

            migrationBuilder.InsertData(
                table: "notification_settings",
                columns: new[] { "id", "enabled", "type" },
                values: new object[,]
                {
                    { 1L, true, "ticket_purchased" },
                    { 2L, true, "ticket_purchased_attendee" },
                    { 3L, false, "ticket_purchased_organizer" },
                    { 4L, true, "ticket_cancelled" },
                    { 5L, true, "ticket_cancelled_organizer" },
                    { 6L, true, "event_role" },
                    { 7L, true, "new_session" },
                    { 8L, true, "session_state_change" },
                    { 9L, true, "monthly_payment" }
                });

            migrationBuilder.InsertData(
                table: "number_series",
                columns: new[] { "id", "last", "name" },
                values: new object[] { 1L, 0L, "event-invoices" });

            migrationBuilder.InsertData(
                table: "panel_permissions",
                columns: new[] { "id", "can_access", "panel_name" },
                values: new object[,]
                {
                    { 1L, true, "sales" },
                    { 2L, true, "admin" },
                    { 3L, true, "events" },
                    { 4L, true, "sessions" },
                    { 5L, true, "users" },
                    { 6L, true, "permissions" },
                    { 7L, true, "messages" },
                    { 8L, true, "reports" },
                    { 9L, true, "settings" },
                    { 10L, true, "content" }
                });

            migrationBuilder.InsertData(
                table: "roles",
                columns: new[] { "id", "name", "title_name" },
                values: new object[,]
                {
                    { 1L, "owner", "Owner" },
                    { 2L, "organizer", "Organizer" },
                    { 3L, "coorganizer", "Co-organizer" },
                    { 4L, "track_organizer", "Track-Organizer" },
                    { 5L, "moderator", "Moderator" },
                    { 6L, "attendee", "Attendee" },
                    { 7L, "registrar", "Registrar" }
                });

            migrationBuilder.InsertData(
                table: "user_permissions",
                columns: new[] { "id", "anonymous_user", "deleted_at", "description", "name", "unverified_user" },
                values: new object[,]
                {
                    { 1L, false, null, "Create event", "create_event", false },
                    { 2L, false, null, "Publish event (make event live)", "publish_event", false }
                });

            migrationBuilder.InsertData(
                table: "custom_system_role_panels",
                columns: new[] { "custom_system_role_id", "panel_permission_id" },
                values: new object[,]
                {
                    { 1L, 1L },
                    { 2L, 1L }
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_code_tickets_ticket",
                table: "access_code_tickets",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_codes_marketer_id",
                table: "access_codes",
                column: "marketer_id");

            migrationBuilder.CreateIndex(
                name: "ux_access_codes_code",
                table: "access_codes",
                columns: new[] { "event_id", "code_key" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_attendees_creator_id",
                table: "attendees",
                column: "creator_id");

            migrationBuilder.CreateIndex(
                name: "ix_attendees_email",
                table: "attendees",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_attendees_event_id",
                table: "attendees",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_attendees_order_id",
                table: "attendees",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_attendees_ticket_id",
                table: "attendees",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ux_attendees_identifier",
                table: "attendees",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_custom_form_options_custom_form_id",
                table: "custom_form_options",
                column: "custom_form_id");

            migrationBuilder.CreateIndex(
                name: "ix_custom_form_translates_custom_form_id",
                table: "custom_form_translates",
                column: "custom_form_id");

            migrationBuilder.CreateIndex(
                name: "ux_custom_forms_field",
                table: "custom_forms",
                columns: new[] { "event_id", "field_identifier", "form", "form_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ux_custom_placeholders_event_sub_topic",
                table: "custom_placeholders",
                column: "event_sub_topic_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_custom_system_role_panels_panel_permission_id",
                table: "custom_system_role_panels",
                column: "panel_permission_id");

            migrationBuilder.CreateIndex(
                name: "ux_custom_system_roles_name",
                table: "custom_system_roles",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_discount_code_tickets_ticket",
                table: "discount_code_tickets",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_discount_codes_marketer_id",
                table: "discount_codes",
                column: "marketer_id");

            migrationBuilder.CreateIndex(
                name: "ux_discount_codes_code",
                table: "discount_codes",
                columns: new[] { "event_id", "code_key" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_email_notifications_event_id",
                table: "email_notifications",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ux_email_notifications_user_event",
                table: "email_notifications",
                columns: new[] { "user_id", "event_id" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_email_verifications_token_hash",
                table: "email_verifications",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_email_verifications_user_id",
                table: "email_verifications",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_event_copyrights_event",
                table: "event_copyrights",
                column: "event_id",
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_event_discounts_discount_code_id",
                table: "event_discounts",
                column: "discount_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_invoices_discount_code_id",
                table: "event_invoices",
                column: "discount_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_invoices_user_id",
                table: "event_invoices",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_event_invoices_identifier",
                table: "event_invoices",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_event_invoices_period",
                table: "event_invoices",
                columns: new[] { "event_id", "currency", "period" },
                unique: true);

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
                name: "ux_faq_types_name",
                table: "faq_types",
                columns: new[] { "event_id", "name_key" },
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_invoice_credits_credited_by_id",
                table: "invoice_credits",
                column: "credited_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_credits_open",
                table: "invoice_credits",
                column: "invoice_id",
                filter: "credited_by_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_invoice_credits_order",
                table: "invoice_credits",
                column: "order_identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lab_booking_slots_booking_id",
                table: "lab_booking_slots",
                column: "booking_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_bookings_device",
                table: "lab_bookings",
                columns: new[] { "device", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_lab_bookings_user_id",
                table: "lab_bookings",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_calls_user",
                table: "lab_calls",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_mails_key",
                table: "mails",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_message_settings_action",
                table: "message_settings",
                column: "action",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_microlocations_event_id",
                table: "microlocations",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_notification_settings_type",
                table: "notification_settings",
                column: "type",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_user_id_is_read",
                table: "notifications",
                columns: new[] { "user_id", "is_read" });

            migrationBuilder.CreateIndex(
                name: "ux_number_series_name",
                table: "number_series",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_tickets_ticket",
                table: "order_tickets",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_access_code_id",
                table: "orders",
                column: "access_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_discount_code_id",
                table: "orders",
                column: "discount_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_due",
                table: "orders",
                column: "expires_at",
                filter: "expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_event",
                table: "orders",
                columns: new[] { "event_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_event_invoice_id",
                table: "orders",
                column: "event_invoice_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_marketer_id",
                table: "orders",
                column: "marketer_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_to_invoice",
                table: "orders",
                column: "completed_at",
                filter: "event_invoice_id IS NULL AND status = 'Completed' AND amount > 0");

            migrationBuilder.CreateIndex(
                name: "ix_orders_user_id",
                table: "orders",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_orders_identifier",
                table: "orders",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                table: "outbox",
                column: "available_at",
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ux_outbox_key",
                table: "outbox",
                columns: new[] { "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_password_resets_token_hash",
                table: "password_resets",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_password_resets_user_id",
                table: "password_resets",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_due",
                table: "payments",
                column: "check_at",
                filter: "check_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payments_event_id",
                table: "payments",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_order_identifier",
                table: "payments",
                column: "order_identifier");

            migrationBuilder.CreateIndex(
                name: "ux_payments_external_id",
                table: "payments",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_payments_live",
                table: "payments",
                column: "order_id",
                unique: true,
                filter: "account IS NOT NULL AND state IN ('Open', 'Succeeded')");

            migrationBuilder.CreateIndex(
                name: "ux_payments_reference",
                table: "payments",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refunds_due",
                table: "refunds",
                column: "check_at",
                filter: "check_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_refunds_external_id",
                table: "refunds",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_refunds_payment",
                table: "refunds",
                column: "payment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_refunds_reference",
                table: "refunds",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_role_invites_role_id",
                table: "role_invites",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_invites_token_hash",
                table: "role_invites",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_role_invites_pending",
                table: "role_invites",
                columns: new[] { "event_id", "email" },
                unique: true,
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ux_roles_name",
                table: "roles",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scans_attendee_id",
                table: "scans",
                column: "attendee_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_speaker_speaker_id",
                table: "session_speaker",
                column: "speaker_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_types_event_id",
                table: "session_types",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_creator_id",
                table: "sessions",
                column: "creator_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_event_id",
                table: "sessions",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_microlocation_id",
                table: "sessions",
                column: "microlocation_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_session_type_id",
                table: "sessions",
                column: "session_type_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_track_id",
                table: "sessions",
                column: "track_id");

            migrationBuilder.CreateIndex(
                name: "ix_social_links_event_id",
                table: "social_links",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_speakers_user_id",
                table: "speakers",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_speakers_email",
                table: "speakers",
                columns: new[] { "event_id", "email" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_speakers_calls_event",
                table: "speakers_calls",
                column: "event_id",
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_sponsors_event_id",
                table: "sponsors",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_station_store_paxs_session_id",
                table: "station_store_paxs",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_station_store_paxs_station_id",
                table: "station_store_paxs",
                column: "station_id");

            migrationBuilder.CreateIndex(
                name: "ix_stations_event_id",
                table: "stations",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_stations_microlocation_id",
                table: "stations",
                column: "microlocation_id");

            migrationBuilder.CreateIndex(
                name: "ix_stripe_authorizations_account",
                table: "stripe_authorizations",
                column: "stripe_user_id");

            migrationBuilder.CreateIndex(
                name: "ux_stripe_authorizations_event",
                table: "stripe_authorizations",
                column: "event_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tagged_tickets_ticket",
                table: "tagged_tickets",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ux_taxes_event",
                table: "taxes",
                column: "event_id",
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_throttle_counters_until",
                table: "throttle_counters",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ux_ticket_fees_currency",
                table: "ticket_fees",
                columns: new[] { "currency", "country" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ux_ticket_tags_name",
                table: "ticket_tags",
                columns: new[] { "event_id", "name" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_tickets_name",
                table: "tickets",
                columns: new[] { "event_id", "name" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tracks_event_id",
                table: "tracks",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_check_in_event",
                table: "user_check_in",
                columns: new[] { "event_id", "day", "station_type" });

            migrationBuilder.CreateIndex(
                name: "ix_user_check_in_microlocation_id",
                table: "user_check_in",
                column: "microlocation_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_check_in_session_id",
                table: "user_check_in",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_check_in_station_id",
                table: "user_check_in",
                column: "station_id");

            migrationBuilder.CreateIndex(
                name: "ux_user_check_in_day",
                table: "user_check_in",
                columns: new[] { "ticket_holder_id", "station_id", "station_type", "session_id", "day" },
                unique: true,
                filter: "station_type IN ('registration', 'daily')")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ux_user_check_in_open",
                table: "user_check_in",
                columns: new[] { "ticket_holder_id", "session_id" },
                unique: true,
                filter: "station_type = 'check in' AND closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_user_permissions_name",
                table: "user_permissions",
                column: "name",
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_system_roles_custom_system_role_id",
                table: "user_system_roles",
                column: "custom_system_role_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_system_roles_event_id",
                table: "user_system_roles",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_system_roles_user_id_custom_system_role_id_event_id",
                table: "user_system_roles",
                columns: new[] { "user_id", "custom_system_role_id", "event_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ux_users_email",
                table: "users",
                column: "email",
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_users_facebook_id",
                table: "users",
                column: "facebook_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_events_roles_event_id",
                table: "users_events_roles",
                column: "event_id",
                unique: true,
                filter: "role_id = 1");

            migrationBuilder.CreateIndex(
                name: "ix_users_events_roles_event_id_role_id",
                table: "users_events_roles",
                columns: new[] { "event_id", "role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_users_events_roles_role_id",
                table: "users_events_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ux_users_events_roles",
                table: "users_events_roles",
                columns: new[] { "user_id", "event_id", "role_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_code_tickets");

            migrationBuilder.DropTable(
                name: "access_uses");

            migrationBuilder.DropTable(
                name: "custom_form_options");

            migrationBuilder.DropTable(
                name: "custom_form_translates");

            migrationBuilder.DropTable(
                name: "custom_placeholders");

            migrationBuilder.DropTable(
                name: "custom_system_role_panels");

            migrationBuilder.DropTable(
                name: "discount_code_tickets");

            migrationBuilder.DropTable(
                name: "discount_uses");

            migrationBuilder.DropTable(
                name: "email_notifications");

            migrationBuilder.DropTable(
                name: "email_verifications");

            migrationBuilder.DropTable(
                name: "event_copyrights");

            migrationBuilder.DropTable(
                name: "event_discounts");

            migrationBuilder.DropTable(
                name: "faqs");

            migrationBuilder.DropTable(
                name: "idempotent_answers");

            migrationBuilder.DropTable(
                name: "invoice_credits");

            migrationBuilder.DropTable(
                name: "lab_booking_slots");

            migrationBuilder.DropTable(
                name: "lab_calls");

            migrationBuilder.DropTable(
                name: "mails");

            migrationBuilder.DropTable(
                name: "message_settings");

            migrationBuilder.DropTable(
                name: "notification_settings");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "order_tickets");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "password_resets");

            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.DropTable(
                name: "role_invites");

            migrationBuilder.DropTable(
                name: "scans");

            migrationBuilder.DropTable(
                name: "secrets");

            migrationBuilder.DropTable(
                name: "session_speaker");

            migrationBuilder.DropTable(
                name: "social_links");

            migrationBuilder.DropTable(
                name: "speakers_calls");

            migrationBuilder.DropTable(
                name: "sponsors");

            migrationBuilder.DropTable(
                name: "station_store_paxs");

            migrationBuilder.DropTable(
                name: "stripe_authorizations");

            migrationBuilder.DropTable(
                name: "tagged_tickets");

            migrationBuilder.DropTable(
                name: "taxes");

            migrationBuilder.DropTable(
                name: "throttle_counters");

            migrationBuilder.DropTable(
                name: "ticket_fees");

            migrationBuilder.DropTable(
                name: "ticket_seats");

            migrationBuilder.DropTable(
                name: "user_check_in");

            migrationBuilder.DropTable(
                name: "user_permissions");

            migrationBuilder.DropTable(
                name: "user_system_roles");

            migrationBuilder.DropTable(
                name: "users_events_roles");

            migrationBuilder.DropTable(
                name: "custom_forms");

            migrationBuilder.DropTable(
                name: "panel_permissions");

            migrationBuilder.DropTable(
                name: "faq_types");

            migrationBuilder.DropTable(
                name: "lab_bookings");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "speakers");

            migrationBuilder.DropTable(
                name: "ticket_tags");

            migrationBuilder.DropTable(
                name: "attendees");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "stations");

            migrationBuilder.DropTable(
                name: "custom_system_roles");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "tickets");

            migrationBuilder.DropTable(
                name: "session_types");

            migrationBuilder.DropTable(
                name: "tracks");

            migrationBuilder.DropTable(
                name: "microlocations");

            migrationBuilder.DropTable(
                name: "access_codes");

            migrationBuilder.DropTable(
                name: "event_invoices");

            migrationBuilder.DropTable(
                name: "discount_codes");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "event_sub_topics");

            migrationBuilder.DropTable(
                name: "event_types");

            migrationBuilder.DropTable(
                name: "event_topics");
        }
    }
}
