using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AddOptOutsAndOutboxClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "interruptions",
                table: "outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "owner_id",
                table: "outbox",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "started_at",
                table: "outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<NpgsqlTsVector>(
                name: "heading_vector",
                table: "events",
                type: "tsvector",
                nullable: false,
                computedColumnSql: "setweight(to_tsvector('simple'::regconfig, coalesce(event_search_text(name), '')), 'A')\n|| setweight(\n    to_tsvector(\n        'simple'::regconfig,\n        coalesce(event_search_text(location_name), '') || ' ' || coalesce(event_search_text(searchable_location_name), '')\n    ),\n    'B'\n)\n|| setweight(to_tsvector('simple'::regconfig, coalesce(event_search_text(owner_name), '')), 'C')",
                stored: true);

            migrationBuilder.CreateTable(
                name: "email_opt_outs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    address = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_opt_outs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_events_heading_vector",
                table: "events",
                column: "heading_vector")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ux_email_opt_outs_address_action",
                table: "email_opt_outs",
                columns: new[] { "address", "action" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "email_opt_outs");

            migrationBuilder.DropIndex(
                name: "ix_events_heading_vector",
                table: "events");

            migrationBuilder.DropColumn(
                name: "heading_vector",
                table: "events");

            migrationBuilder.DropColumn(
                name: "interruptions",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "started_at",
                table: "outbox");
        }
    }
}
