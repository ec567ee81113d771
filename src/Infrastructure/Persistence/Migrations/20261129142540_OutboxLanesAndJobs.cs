using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OutboxLanesAndJobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_waiting",
                table: "outbox");

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    schedule = table.Column<string>(type: "text", nullable: false),
                    next_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    succeeded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    node = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_done",
                table: "outbox",
                column: "done_at",
                filter: "state = 'Done'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_given_up",
                table: "outbox",
                column: "kind",
                filter: "state IN ('GivenUp', 'Quarantined')");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                table: "outbox",
                columns: new[] { "kind", "available_at", "id" },
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_created",
                table: "notifications",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_mails_time",
                table: "mails",
                column: "time");

            migrationBuilder.CreateIndex(
                name: "ix_lab_calls_created",
                table: "lab_calls",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ux_jobs_name",
                table: "jobs",
                column: "name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_outbox_done",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_given_up",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_waiting",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_notifications_created",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_mails_time",
                table: "mails");

            migrationBuilder.DropIndex(
                name: "ix_lab_calls_created",
                table: "lab_calls");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                table: "outbox",
                column: "available_at",
                filter: "state = 'Waiting'");
        }
    }
}
