using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AddRemainingTypes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "video_stream_id",
                table: "microlocations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "group_id",
                table: "events",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "tag_id",
                table: "attendees",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "activities",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    actor = table.Column<string>(type: "text", nullable: true),
                    action = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "badge_forms",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    badge_id = table.Column<string>(type: "text", nullable: true),
                    badge_size = table.Column<string>(type: "text", nullable: true),
                    badge_color = table.Column<string>(type: "text", nullable: true),
                    badge_image_url = table.Column<string>(type: "text", nullable: true),
                    badge_orientation = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_badge_forms", x => x.id);
                    table.ForeignKey(
                        name: "fk_badge_forms_event_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "event_image_sizes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    type = table.Column<string>(type: "text", nullable: true),
                    full_width = table.Column<int>(type: "integer", nullable: true),
                    full_height = table.Column<int>(type: "integer", nullable: true),
                    full_aspect = table.Column<bool>(type: "boolean", nullable: false),
                    full_quality = table.Column<int>(type: "integer", nullable: true),
                    thumbnail_width = table.Column<int>(type: "integer", nullable: true),
                    thumbnail_height = table.Column<int>(type: "integer", nullable: true),
                    thumbnail_aspect = table.Column<bool>(type: "boolean", nullable: false),
                    thumbnail_quality = table.Column<int>(type: "integer", nullable: true),
                    icon_width = table.Column<int>(type: "integer", nullable: true),
                    icon_height = table.Column<int>(type: "integer", nullable: true),
                    icon_aspect = table.Column<bool>(type: "boolean", nullable: false),
                    icon_quality = table.Column<int>(type: "integer", nullable: true),
                    logo_width = table.Column<int>(type: "integer", nullable: true),
                    logo_height = table.Column<int>(type: "integer", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_image_sizes", x => x.id);
                    table.CheckConstraint("ck_event_image_sizes_only_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "event_locations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_locations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "exhibitors",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: true),
                    description = table.Column<string>(type: "text", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: true),
                    logo_url = table.Column<string>(type: "text", nullable: true),
                    banner_url = table.Column<string>(type: "text", nullable: true),
                    thumbnail_image_url = table.Column<string>(type: "text", nullable: true),
                    video_url = table.Column<string>(type: "text", nullable: true),
                    slides_url = table.Column<string>(type: "text", nullable: true),
                    contact_email = table.Column<string>(type: "text", nullable: true),
                    contact_link = table.Column<string>(type: "text", nullable: true),
                    enable_video_room = table.Column<bool>(type: "boolean", nullable: true),
                    social_links = table.Column<string>(type: "jsonb", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exhibitors", x => x.id);
                    table.ForeignKey(
                        name: "fk_exhibitors_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feedbacks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    rating = table.Column<double>(type: "double precision", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: true),
                    session_id = table.Column<long>(type: "bigint", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feedbacks", x => x.id);
                    table.CheckConstraint("ck_feedbacks_rating", "rating BETWEEN 1 AND 5");
                    table.CheckConstraint("ck_feedbacks_subject", "event_id IS NOT NULL OR session_id IS NOT NULL");
                    table.ForeignKey(
                        name: "fk_feedbacks_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_feedbacks_session_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_feedbacks_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "groups",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "text", nullable: true),
                    banner_url = table.Column<string>(type: "text", nullable: true),
                    logo_url = table.Column<string>(type: "text", nullable: true),
                    thumbnail_image_url = table.Column<string>(type: "text", nullable: true),
                    social_links = table.Column<string>(type: "jsonb", nullable: true),
                    is_promoted = table.Column<bool>(type: "boolean", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_groups", x => x.id);
                    table.ForeignKey(
                        name: "fk_groups_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    task = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    result_status = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_jobs", x => x.id);
                    table.ForeignKey(
                        name: "fk_import_jobs_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notification_actions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    notification_id = table.Column<long>(type: "bigint", nullable: false),
                    action_type = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_actions", x => x.id);
                    table.ForeignKey(
                        name: "fk_notification_actions_notifications_notification_id",
                        column: x => x.notification_id,
                        principalTable: "notifications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    url = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true),
                    index = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "services",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sealed_secrets = table.Column<string>(type: "text", nullable: true),
                    admin_billing_additional_info = table.Column<string>(type: "text", nullable: true),
                    admin_billing_address = table.Column<string>(type: "text", nullable: true),
                    admin_billing_city = table.Column<string>(type: "text", nullable: true),
                    admin_billing_contact_name = table.Column<string>(type: "text", nullable: true),
                    admin_billing_country = table.Column<string>(type: "text", nullable: true),
                    admin_billing_email = table.Column<string>(type: "text", nullable: true),
                    admin_billing_logo = table.Column<string>(type: "text", nullable: true),
                    admin_billing_paypal_email = table.Column<string>(type: "text", nullable: true),
                    admin_billing_phone = table.Column<string>(type: "text", nullable: true),
                    admin_billing_state = table.Column<string>(type: "text", nullable: true),
                    admin_billing_tax_info = table.Column<string>(type: "text", nullable: true),
                    admin_billing_zip = table.Column<string>(type: "text", nullable: true),
                    admin_company = table.Column<string>(type: "text", nullable: true),
                    alipay_publishable_key = table.Column<string>(type: "text", nullable: true),
                    analytics_key = table.Column<string>(type: "text", nullable: true),
                    android_app_url = table.Column<string>(type: "text", nullable: true),
                    app_environment = table.Column<string>(type: "text", nullable: false),
                    app_name = table.Column<string>(type: "text", nullable: true),
                    aws_bucket_name = table.Column<string>(type: "text", nullable: true),
                    aws_region = table.Column<string>(type: "text", nullable: true),
                    cookie_policy = table.Column<string>(type: "text", nullable: true),
                    cookie_policy_link = table.Column<string>(type: "text", nullable: true),
                    email_from = table.Column<string>(type: "text", nullable: true),
                    email_from_name = table.Column<string>(type: "text", nullable: true),
                    email_service = table.Column<string>(type: "text", nullable: true),
                    facebook_url = table.Column<string>(type: "text", nullable: true),
                    fb_client_id = table.Column<string>(type: "text", nullable: true),
                    frontend_url = table.Column<string>(type: "text", nullable: true),
                    github_url = table.Column<string>(type: "text", nullable: true),
                    gitter_url = table.Column<string>(type: "text", nullable: true),
                    google_client_id = table.Column<string>(type: "text", nullable: true),
                    google_recaptcha_site = table.Column<string>(type: "text", nullable: true),
                    google_url = table.Column<string>(type: "text", nullable: true),
                    gs_bucket_name = table.Column<string>(type: "text", nullable: true),
                    image_size = table.Column<int>(type: "integer", nullable: false),
                    in_client_id = table.Column<string>(type: "text", nullable: true),
                    instagram_url = table.Column<string>(type: "text", nullable: true),
                    invoice_sending_day = table.Column<int>(type: "integer", nullable: false),
                    invoice_sending_timezone = table.Column<string>(type: "text", nullable: false),
                    is_google_recaptcha_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    is_paytm_activated = table.Column<bool>(type: "boolean", nullable: false),
                    logo_size = table.Column<int>(type: "integer", nullable: false),
                    max_complex_custom_fields = table.Column<int>(type: "integer", nullable: false),
                    omise_live_public = table.Column<string>(type: "text", nullable: true),
                    omise_mode = table.Column<string>(type: "text", nullable: true),
                    omise_test_public = table.Column<string>(type: "text", nullable: true),
                    order_expiry_time = table.Column<int>(type: "integer", nullable: true),
                    patreon_url = table.Column<string>(type: "text", nullable: true),
                    paypal_client = table.Column<string>(type: "text", nullable: true),
                    paypal_mode = table.Column<string>(type: "text", nullable: true),
                    paypal_sandbox_client = table.Column<string>(type: "text", nullable: true),
                    paytm_live_merchant = table.Column<string>(type: "text", nullable: true),
                    paytm_mode = table.Column<string>(type: "text", nullable: true),
                    paytm_sandbox_merchant = table.Column<string>(type: "text", nullable: true),
                    rocket_chat_url = table.Column<string>(type: "text", nullable: true),
                    slide_size = table.Column<int>(type: "integer", nullable: false),
                    smtp_encryption = table.Column<string>(type: "text", nullable: true),
                    smtp_host = table.Column<string>(type: "text", nullable: true),
                    smtp_port = table.Column<int>(type: "integer", nullable: true),
                    smtp_username = table.Column<string>(type: "text", nullable: true),
                    start_pg_enabled = table.Column<string>(type: "text", nullable: true),
                    start_pg_event_id = table.Column<string>(type: "text", nullable: true),
                    static_domain = table.Column<string>(type: "text", nullable: true),
                    storage_place = table.Column<string>(type: "text", nullable: true),
                    stripe_client_id = table.Column<string>(type: "text", nullable: true),
                    stripe_mode = table.Column<string>(type: "text", nullable: true),
                    stripe_publishable_key = table.Column<string>(type: "text", nullable: true),
                    stripe_test_client_id = table.Column<string>(type: "text", nullable: true),
                    stripe_test_publishable_key = table.Column<string>(type: "text", nullable: true),
                    support_url = table.Column<string>(type: "text", nullable: true),
                    tagline = table.Column<string>(type: "text", nullable: true),
                    telegram_url = table.Column<string>(type: "text", nullable: true),
                    tw_consumer_key = table.Column<string>(type: "text", nullable: true),
                    twitter_url = table.Column<string>(type: "text", nullable: true),
                    web_app_url = table.Column<string>(type: "text", nullable: true),
                    weblate_url = table.Column<string>(type: "text", nullable: true),
                    youtube_url = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settings", x => x.id);
                    table.CheckConstraint("ck_settings_only_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "speaker_image_sizes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    type = table.Column<string>(type: "text", nullable: true),
                    thumbnail_size_width_height = table.Column<int>(type: "integer", nullable: true),
                    thumbnail_size_quality = table.Column<int>(type: "integer", nullable: true),
                    small_size_width_height = table.Column<int>(type: "integer", nullable: true),
                    small_size_quality = table.Column<int>(type: "integer", nullable: true),
                    icon_size_width_height = table.Column<int>(type: "integer", nullable: true),
                    icon_size_quality = table.Column<int>(type: "integer", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_speaker_image_sizes", x => x.id);
                    table.CheckConstraint("ck_speaker_image_sizes_only_row", "id = 2");
                });

            migrationBuilder.CreateTable(
                name: "speaker_invites",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    email = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    session_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_speaker_invites", x => x.id);
                    table.ForeignKey(
                        name: "fk_speaker_invites_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_speaker_invites_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    color = table.Column<string>(type: "text", nullable: true),
                    is_read_only = table.Column<bool>(type: "boolean", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tags", x => x.id);
                    table.ForeignKey(
                        name: "fk_tags_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    input_path = table.Column<string>(type: "text", nullable: true),
                    result_path = table.Column<string>(type: "text", nullable: true),
                    result_name = table.Column<string>(type: "text", nullable: true),
                    result_content_type = table.Column<string>(type: "text", nullable: true),
                    result_event_id = table.Column<long>(type: "bigint", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_tasks_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_emails",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    email_address = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_emails", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_emails_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_favourite_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_favourite_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_favourite_events_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_favourite_events_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_favourite_sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    session_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_favourite_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_favourite_sessions_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_favourite_sessions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "video_channels",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    api_url = table.Column<string>(type: "text", nullable: true),
                    api_key = table.Column<string>(type: "text", nullable: true),
                    extra = table.Column<string>(type: "jsonb", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_video_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "virtual_check_ins",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    attendee_id = table.Column<long>(type: "bigint", nullable: false),
                    microlocation_id = table.Column<long>(type: "bigint", nullable: true),
                    checked_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    checked_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_virtual_check_ins", x => x.id);
                    table.ForeignKey(
                        name: "fk_virtual_check_ins_attendees_attendee_id",
                        column: x => x.attendee_id,
                        principalTable: "attendees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_virtual_check_ins_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_virtual_check_ins_microlocations_microlocation_id",
                        column: x => x.microlocation_id,
                        principalTable: "microlocations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "badge_field_forms",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    badge_form_id = table.Column<long>(type: "bigint", nullable: false),
                    badge_id = table.Column<string>(type: "text", nullable: false),
                    field_identifier = table.Column<string>(type: "text", nullable: true),
                    custom_field = table.Column<string>(type: "text", nullable: true),
                    sample_text = table.Column<string>(type: "text", nullable: true),
                    font_color = table.Column<string>(type: "text", nullable: true),
                    font_name = table.Column<string>(type: "text", nullable: true),
                    font_size = table.Column<int>(type: "integer", nullable: true),
                    font_weight = table.Column<string>(type: "jsonb", nullable: true),
                    margin_bottom = table.Column<int>(type: "integer", nullable: true),
                    margin_left = table.Column<int>(type: "integer", nullable: true),
                    margin_right = table.Column<int>(type: "integer", nullable: true),
                    margin_top = table.Column<int>(type: "integer", nullable: true),
                    qr_custom_field = table.Column<string>(type: "jsonb", nullable: true),
                    text_alignment = table.Column<string>(type: "text", nullable: true),
                    text_rotation = table.Column<int>(type: "integer", nullable: true),
                    text_type = table.Column<string>(type: "text", nullable: true),
                    is_deleted = table.Column<bool>(type: "boolean", nullable: false),
                    is_field_expanded = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_badge_field_forms", x => x.id);
                    table.ForeignKey(
                        name: "fk_badge_field_forms_badge_form_badge_form_id",
                        column: x => x.badge_form_id,
                        principalTable: "badge_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exhibitor_session",
                columns: table => new
                {
                    exhibitor_id = table.Column<long>(type: "bigint", nullable: false),
                    session_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exhibitor_session", x => new { x.exhibitor_id, x.session_id });
                    table.ForeignKey(
                        name: "fk_exhibitor_session_exhibitors_exhibitor_id",
                        column: x => x.exhibitor_id,
                        principalTable: "exhibitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_exhibitor_session_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_follow_groups",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    group_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_follow_groups", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_follow_groups_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_follow_groups_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "users_groups_roles",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    group_id = table.Column<long>(type: "bigint", nullable: false),
                    role_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    email = table.Column<string>(type: "text", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: false),
                    token_hash = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users_groups_roles", x => x.id);
                    table.ForeignKey(
                        name: "fk_users_groups_roles_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_users_groups_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_users_groups_roles_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "event_role_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    role_id = table.Column<long>(type: "bigint", nullable: false),
                    service_id = table.Column<long>(type: "bigint", nullable: false),
                    can_create = table.Column<bool>(type: "boolean", nullable: false),
                    can_read = table.Column<bool>(type: "boolean", nullable: false),
                    can_update = table.Column<bool>(type: "boolean", nullable: false),
                    can_delete = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_role_permissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_event_role_permissions_permission_area_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_event_role_permissions_role_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "video_streams",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    password = table.Column<string>(type: "text", nullable: true),
                    additional_information = table.Column<string>(type: "text", nullable: true),
                    bg_img_url = table.Column<string>(type: "text", nullable: true),
                    chat_room_name = table.Column<string>(type: "text", nullable: true),
                    is_chat_enabled = table.Column<bool>(type: "boolean", nullable: true),
                    is_global_event_room = table.Column<bool>(type: "boolean", nullable: true),
                    extra = table.Column<string>(type: "jsonb", nullable: true),
                    host_event_id = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: true),
                    video_channel_id = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_video_streams", x => x.id);
                    table.ForeignKey(
                        name: "fk_video_streams_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_video_streams_events_host_event_id",
                        column: x => x.host_event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_video_streams_video_channels_video_channel_id",
                        column: x => x.video_channel_id,
                        principalTable: "video_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "translation_channels",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    channel_id = table.Column<long>(type: "bigint", nullable: false),
                    video_stream_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_translation_channels", x => x.id);
                    table.ForeignKey(
                        name: "fk_translation_channels_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_translation_channels_video_channel_channel_id",
                        column: x => x.channel_id,
                        principalTable: "video_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_translation_channels_video_stream_video_stream_id",
                        column: x => x.video_stream_id,
                        principalTable: "video_streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "video_recordings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    bbb_record_id = table.Column<string>(type: "text", nullable: false),
                    start_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    participants = table.Column<int>(type: "integer", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    video_stream_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_video_recordings", x => x.id);
                    table.ForeignKey(
                        name: "fk_video_recordings_video_stream_video_stream_id",
                        column: x => x.video_stream_id,
                        principalTable: "video_streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "video_stream_moderators",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    email = table.Column<string>(type: "text", nullable: false),
                    video_stream_id = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_video_stream_moderators", x => x.id);
                    table.ForeignKey(
                        name: "fk_video_stream_moderators_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_video_stream_moderators_video_streams_video_stream_id",
                        column: x => x.video_stream_id,
                        principalTable: "video_streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_microlocations_video_stream_id",
                table: "microlocations",
                column: "video_stream_id");

            migrationBuilder.CreateIndex(
                name: "ix_events_group_id",
                table: "events",
                column: "group_id");

            migrationBuilder.CreateIndex(
                name: "ix_attendees_tag_id",
                table: "attendees",
                column: "tag_id");

            migrationBuilder.CreateIndex(
                name: "ix_activities_time",
                table: "activities",
                column: "time");

            migrationBuilder.CreateIndex(
                name: "ix_badge_field_forms_badge_form_id",
                table: "badge_field_forms",
                column: "badge_form_id");

            migrationBuilder.CreateIndex(
                name: "ix_badge_forms_event_id",
                table: "badge_forms",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ux_event_locations_slug",
                table: "event_locations",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_event_role_permissions_service_id",
                table: "event_role_permissions",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "ux_event_role_permissions_role_service",
                table: "event_role_permissions",
                columns: new[] { "role_id", "service_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exhibitor_session_session_id",
                table: "exhibitor_session",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_exhibitors_event_id",
                table: "exhibitors",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_feedbacks_user_id",
                table: "feedbacks",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_feedbacks_event",
                table: "feedbacks",
                columns: new[] { "event_id", "user_id" },
                unique: true,
                filter: "deleted_at IS NULL AND session_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_feedbacks_session",
                table: "feedbacks",
                columns: new[] { "session_id", "user_id" },
                unique: true,
                filter: "deleted_at IS NULL AND session_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_groups_user_id",
                table: "groups",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_jobs_user",
                table: "import_jobs",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_import_jobs_task",
                table: "import_jobs",
                column: "task",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notification_actions_notification_id",
                table: "notification_actions",
                column: "notification_id");

            migrationBuilder.CreateIndex(
                name: "ux_services_name",
                table: "services",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_speaker_invites_email",
                table: "speaker_invites",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_speaker_invites_event_id",
                table: "speaker_invites",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ux_speaker_invites_pending",
                table: "speaker_invites",
                columns: new[] { "session_id", "email" },
                unique: true,
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_tags_event_id",
                table: "tags",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_expires",
                table: "tasks",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_owner_id",
                table: "tasks",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ux_tasks_key",
                table: "tasks",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_translation_channels_channel_id",
                table: "translation_channels",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_translation_channels_event_id",
                table: "translation_channels",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_translation_channels_video_stream_id",
                table: "translation_channels",
                column: "video_stream_id");

            migrationBuilder.CreateIndex(
                name: "ux_user_emails_user_email_address",
                table: "user_emails",
                columns: new[] { "user_id", "email_address" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_favourite_events_event_id",
                table: "user_favourite_events",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ux_user_favourite_events",
                table: "user_favourite_events",
                columns: new[] { "user_id", "event_id" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_favourite_sessions_user_id",
                table: "user_favourite_sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_user_favourite_sessions",
                table: "user_favourite_sessions",
                columns: new[] { "session_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_follow_groups_user_id",
                table: "user_follow_groups",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_user_follow_groups",
                table: "user_follow_groups",
                columns: new[] { "group_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_groups_roles_role_id",
                table: "users_groups_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_users_groups_roles_token_hash",
                table: "users_groups_roles",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_users_groups_roles_email",
                table: "users_groups_roles",
                columns: new[] { "group_id", "role_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_users_groups_roles_user",
                table: "users_groups_roles",
                columns: new[] { "user_id", "group_id", "role_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_video_recordings_video_stream_id",
                table: "video_recordings",
                column: "video_stream_id");

            migrationBuilder.CreateIndex(
                name: "ix_video_stream_moderators_event_id",
                table: "video_stream_moderators",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_video_stream_moderators_video_stream_id",
                table: "video_stream_moderators",
                column: "video_stream_id");

            migrationBuilder.CreateIndex(
                name: "ux_video_stream_moderators_email",
                table: "video_stream_moderators",
                columns: new[] { "email", "video_stream_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_video_streams_host_event_id",
                table: "video_streams",
                column: "host_event_id");

            migrationBuilder.CreateIndex(
                name: "ix_video_streams_video_channel_id",
                table: "video_streams",
                column: "video_channel_id");

            migrationBuilder.CreateIndex(
                name: "ux_video_streams_event",
                table: "video_streams",
                column: "event_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_virtual_check_ins_event_id",
                table: "virtual_check_ins",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_virtual_check_ins_microlocation_id",
                table: "virtual_check_ins",
                column: "microlocation_id");

            migrationBuilder.CreateIndex(
                name: "ux_virtual_check_ins_open",
                table: "virtual_check_ins",
                columns: new[] { "attendee_id", "microlocation_id" },
                unique: true,
                filter: "checked_out_at IS NULL")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.AddForeignKey(
                name: "fk_attendees_tag_tag_id",
                table: "attendees",
                column: "tag_id",
                principalTable: "tags",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_events_group_group_id",
                table: "events",
                column: "group_id",
                principalTable: "groups",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_microlocations_video_stream_video_stream_id",
                table: "microlocations",
                column: "video_stream_id",
                principalTable: "video_streams",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_attendees_tag_tag_id",
                table: "attendees");

            migrationBuilder.DropForeignKey(
                name: "fk_events_group_group_id",
                table: "events");

            migrationBuilder.DropForeignKey(
                name: "fk_microlocations_video_stream_video_stream_id",
                table: "microlocations");

            migrationBuilder.DropTable(
                name: "activities");

            migrationBuilder.DropTable(
                name: "badge_field_forms");

            migrationBuilder.DropTable(
                name: "event_image_sizes");

            migrationBuilder.DropTable(
                name: "event_locations");

            migrationBuilder.DropTable(
                name: "event_role_permissions");

            migrationBuilder.DropTable(
                name: "exhibitor_session");

            migrationBuilder.DropTable(
                name: "feedbacks");

            migrationBuilder.DropTable(
                name: "import_jobs");

            migrationBuilder.DropTable(
                name: "notification_actions");

            migrationBuilder.DropTable(
                name: "pages");

            migrationBuilder.DropTable(
                name: "settings");

            migrationBuilder.DropTable(
                name: "speaker_image_sizes");

            migrationBuilder.DropTable(
                name: "speaker_invites");

            migrationBuilder.DropTable(
                name: "tags");

            migrationBuilder.DropTable(
                name: "tasks");

            migrationBuilder.DropTable(
                name: "translation_channels");

            migrationBuilder.DropTable(
                name: "user_emails");

            migrationBuilder.DropTable(
                name: "user_favourite_events");

            migrationBuilder.DropTable(
                name: "user_favourite_sessions");

            migrationBuilder.DropTable(
                name: "user_follow_groups");

            migrationBuilder.DropTable(
                name: "users_groups_roles");

            migrationBuilder.DropTable(
                name: "video_recordings");

            migrationBuilder.DropTable(
                name: "video_stream_moderators");

            migrationBuilder.DropTable(
                name: "virtual_check_ins");

            migrationBuilder.DropTable(
                name: "badge_forms");

            migrationBuilder.DropTable(
                name: "services");

            migrationBuilder.DropTable(
                name: "exhibitors");

            migrationBuilder.DropTable(
                name: "groups");

            migrationBuilder.DropTable(
                name: "video_streams");

            migrationBuilder.DropTable(
                name: "video_channels");

            migrationBuilder.DropIndex(
                name: "ix_microlocations_video_stream_id",
                table: "microlocations");

            migrationBuilder.DropIndex(
                name: "ix_events_group_id",
                table: "events");

            migrationBuilder.DropIndex(
                name: "ix_attendees_tag_id",
                table: "attendees");

            migrationBuilder.DropColumn(
                name: "video_stream_id",
                table: "microlocations");

            migrationBuilder.DropColumn(
                name: "group_id",
                table: "events");

            migrationBuilder.DropColumn(
                name: "tag_id",
                table: "attendees");
        }
    }
}
