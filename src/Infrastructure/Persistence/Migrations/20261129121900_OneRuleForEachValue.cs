using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OneRuleForEachValue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ux_access_codes_code", table: "access_codes");
            migrationBuilder.DropColumn(name: "code_key", table: "access_codes");
            migrationBuilder.CreateIndex(
                name: "ux_access_codes_code",
                table: "access_codes",
                columns: new[] { "event_id", "code" },
                unique: true,
                filter: "deleted_at IS NULL"
            );
            // The key was computed by PostgreSQL. The values stay.
            migrationBuilder.Sql(
                "ALTER TABLE discount_codes ALTER COLUMN code_key DROP EXPRESSION, ALTER COLUMN code_key SET NOT NULL"
            );
            // Any text was accepted. An event whose currency had other than three letters sold in USD.
            migrationBuilder.Sql(
                """
                UPDATE events SET payment_currency =
                    CASE WHEN payment_currency ~ '^[A-Za-z]{3}$' THEN upper(payment_currency) END
                WHERE payment_currency !~ '^[A-Z]{3}$'
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("docs/upgrade.md says how to go back.");
    }
}
