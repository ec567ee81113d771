using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LimitsAndValueRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_access_codes_code",
                table: "access_codes");

            migrationBuilder.DropColumn(
                name: "code_key",
                table: "access_codes");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "email_changed_at",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "client_address_hash",
                table: "orders",
                type: "text",
                nullable: true);

            // The key was computed by PostgreSQL. The values stay.
            migrationBuilder.Sql(
                "ALTER TABLE discount_codes ALTER COLUMN code_key DROP EXPRESSION, ALTER COLUMN code_key SET NOT NULL");

            // Any text was accepted. An event whose currency had other than three letters sold in USD.
            migrationBuilder.Sql(
                """
                UPDATE events SET payment_currency =
                    CASE WHEN payment_currency ~ '^[A-Za-z]{3}$' THEN upper(payment_currency) END
                WHERE payment_currency !~ '^[A-Z]{3}$'
                """);

            migrationBuilder.CreateIndex(
                name: "ix_orders_client_address",
                table: "orders",
                column: "client_address_hash",
                filter: "client_address_hash IS NOT NULL AND expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_access_codes_code",
                table: "access_codes",
                columns: new[] { "event_id", "code" },
                unique: true,
                filter: "deleted_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("docs/upgrade.md says how to roll back.");
    }
}
