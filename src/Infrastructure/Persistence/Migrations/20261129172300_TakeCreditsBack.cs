using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class TakeCreditsBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_invoice_credits_revenue",
                table: "invoice_credits");

            migrationBuilder.DropCheckConstraint(
                name: "ck_event_invoices_amount",
                table: "event_invoices");

            migrationBuilder.AddCheckConstraint(
                name: "ck_event_invoices_amount",
                table: "event_invoices",
                sql: "amount >= -credit");

            // Earlier versions did not look for refunds and disputes of received payments. Cards can be disputed for 120 days. The checks of
            // all payments are spread over a day.
            migrationBuilder.Sql(
                """
                UPDATE payments SET check_at = now() + random() * interval '1 day', checks = 0
                WHERE check_at IS NULL AND account IS NOT NULL AND external_id IS NOT NULL AND state IN ('Succeeded', 'Refunded')
                AND settled_at > now() - interval '127 days'
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_event_invoices_amount",
                table: "event_invoices");

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoice_credits_revenue",
                table: "invoice_credits",
                sql: "revenue >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_event_invoices_amount",
                table: "event_invoices",
                sql: "amount >= -credit AND credit >= 0");
        }
    }
}
