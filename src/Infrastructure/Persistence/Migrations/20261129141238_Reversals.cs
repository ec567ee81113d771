using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Reversals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_refunds_payment",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_orders_to_invoice",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ux_invoice_credits_order",
                table: "invoice_credits");

            migrationBuilder.AddColumn<long>(
                name: "event_id",
                table: "refunds",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "initiated_by",
                table: "refunds",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "is_resolved",
                table: "refunds",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "key_version",
                table: "refunds",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "user_id",
                table: "refunds",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "dispute_due_at",
                table: "payments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "dispute_id",
                table: "payments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "dispute_reason",
                table: "payments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "dispute_state",
                table: "payments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "disputed_amount",
                table: "payments",
                type: "numeric(20,6)",
                precision: 20,
                scale: 6,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<int>(
                name: "key_version",
                table: "payments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<decimal>(
                name: "amount_refunded",
                table: "orders",
                type: "numeric(20,6)",
                precision: 20,
                scale: 6,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<decimal>(
                name: "invoiced_revenue",
                table: "orders",
                type: "numeric(20,6)",
                precision: 20,
                scale: 6,
                nullable: true);

            // Edited by hand: the new columns of existing refunds and cancelled orders.
            migrationBuilder.Sql(
                """
                UPDATE refunds r SET event_id = p.event_id,
                    initiated_by = CASE WHEN r.reason IN ('OrderCancelled', 'OrderDeleted') THEN 'User' ELSE 'Server' END
                FROM payments p WHERE p.id = r.payment_id;
                UPDATE orders o SET amount_refunded = least(o.amount, p.refunded)
                FROM payments p WHERE p.order_id = o.id AND o.status = 'Cancelled' AND p.state = 'Refunded' AND o.amount IS NOT NULL;
                """);

            migrationBuilder.InsertData(
                table: "notification_settings",
                columns: new[] { "id", "enabled", "type" },
                values: new object[] { 10L, true, "payment_alert" });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_failed",
                table: "refunds",
                column: "event_id",
                filter: "state = 'Failed' AND NOT is_resolved");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_payment",
                table: "refunds",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_user_id",
                table: "refunds",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_disputed",
                table: "payments",
                column: "dispute_id",
                filter: "dispute_state = 'Open'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payments_disputed",
                table: "payments",
                sql: "disputed_amount >= 0");

            migrationBuilder.CreateIndex(
                name: "ix_orders_tickets_pdf_url",
                table: "orders",
                column: "tickets_pdf_url",
                filter: "tickets_pdf_url IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_to_invoice",
                table: "orders",
                column: "completed_at",
                filter: "event_invoice_id IS NULL AND status = 'Completed' AND amount > amount_refunded");

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_refunded",
                table: "orders",
                sql: "amount_refunded >= 0 AND amount_refunded <= amount");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_credits_order",
                table: "invoice_credits",
                column: "order_identifier");

            migrationBuilder.CreateIndex(
                name: "ix_attendees_pdf_url",
                table: "attendees",
                column: "pdf_url",
                filter: "pdf_url IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_refunds_events_event_id",
                table: "refunds",
                column: "event_id",
                principalTable: "events",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_refunds_user_user_id",
                table: "refunds",
                column: "user_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_refunds_events_event_id",
                table: "refunds");

            migrationBuilder.DropForeignKey(
                name: "fk_refunds_user_user_id",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_refunds_failed",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_refunds_payment",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_refunds_user_id",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_payments_disputed",
                table: "payments");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payments_disputed",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_orders_tickets_pdf_url",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_to_invoice",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_refunded",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_invoice_credits_order",
                table: "invoice_credits");

            migrationBuilder.DropIndex(
                name: "ix_attendees_pdf_url",
                table: "attendees");

            migrationBuilder.DeleteData(
                table: "notification_settings",
                keyColumn: "id",
                keyValue: 10L);

            migrationBuilder.DropColumn(
                name: "event_id",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "initiated_by",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "is_resolved",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "key_version",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "user_id",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "dispute_due_at",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "dispute_id",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "dispute_reason",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "dispute_state",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "disputed_amount",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "key_version",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "amount_refunded",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "invoiced_revenue",
                table: "orders");

            migrationBuilder.CreateIndex(
                name: "ux_refunds_payment",
                table: "refunds",
                column: "payment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_to_invoice",
                table: "orders",
                column: "completed_at",
                filter: "event_invoice_id IS NULL AND status = 'Completed' AND amount > 0");

            migrationBuilder.CreateIndex(
                name: "ux_invoice_credits_order",
                table: "invoice_credits",
                column: "order_identifier",
                unique: true);
        }
    }
}
