using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AddFilesAndInvites : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_tasks_users_owner_id",
                table: "tasks");

            migrationBuilder.AlterColumn<long>(
                name: "owner_id",
                table: "tasks",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "expires_at",
                table: "speaker_invites",
                type: "timestamp with time zone",
                nullable: false,
                // Invites of the former version are open as long as new ones.
                defaultValueSql: "now() + interval '14 days'");

            migrationBuilder.Sql("ALTER TABLE speaker_invites ALTER COLUMN expires_at DROP DEFAULT");

            migrationBuilder.CreateIndex(
                name: "ix_virtual_check_ins_attendee_id",
                table: "virtual_check_ins",
                column: "attendee_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_favourite_events_user_id",
                table: "user_favourite_events",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_emails_user_id",
                table: "user_emails",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_check_in_ticket_holder_id",
                table: "user_check_in",
                column: "ticket_holder_id");

            migrationBuilder.CreateIndex(
                name: "ix_tickets_event_id",
                table: "tickets",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_tags_event_id",
                table: "ticket_tags",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_taxes_event_id",
                table: "taxes",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_speakers_calls_event_id",
                table: "speakers_calls",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_speakers_event_id",
                table: "speakers",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_speaker_invites_session_id",
                table: "speaker_invites",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_invites_event_id",
                table: "role_invites",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_event_id",
                table: "refunds",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_order_id",
                table: "payments",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_credits_invoice_id",
                table: "invoice_credits",
                column: "invoice_id");

            migrationBuilder.CreateIndex(
                name: "ix_feedbacks_event_id",
                table: "feedbacks",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_feedbacks_session_id",
                table: "feedbacks",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_copyrights_event_id",
                table: "event_copyrights",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_email_notifications_user_id",
                table: "email_notifications",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_discount_codes_event_id",
                table: "discount_codes",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_codes_event_id",
                table: "access_codes",
                column: "event_id");

            migrationBuilder.AddForeignKey(
                name: "fk_tasks_users_owner_id",
                table: "tasks",
                column: "owner_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_tasks_users_owner_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_virtual_check_ins_attendee_id",
                table: "virtual_check_ins");

            migrationBuilder.DropIndex(
                name: "ix_user_favourite_events_user_id",
                table: "user_favourite_events");

            migrationBuilder.DropIndex(
                name: "ix_user_emails_user_id",
                table: "user_emails");

            migrationBuilder.DropIndex(
                name: "ix_user_check_in_ticket_holder_id",
                table: "user_check_in");

            migrationBuilder.DropIndex(
                name: "ix_tickets_event_id",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "ix_ticket_tags_event_id",
                table: "ticket_tags");

            migrationBuilder.DropIndex(
                name: "ix_taxes_event_id",
                table: "taxes");

            migrationBuilder.DropIndex(
                name: "ix_speakers_calls_event_id",
                table: "speakers_calls");

            migrationBuilder.DropIndex(
                name: "ix_speakers_event_id",
                table: "speakers");

            migrationBuilder.DropIndex(
                name: "ix_speaker_invites_session_id",
                table: "speaker_invites");

            migrationBuilder.DropIndex(
                name: "ix_role_invites_event_id",
                table: "role_invites");

            migrationBuilder.DropIndex(
                name: "ix_refunds_event_id",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_payments_order_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_invoice_credits_invoice_id",
                table: "invoice_credits");

            migrationBuilder.DropIndex(
                name: "ix_feedbacks_event_id",
                table: "feedbacks");

            migrationBuilder.DropIndex(
                name: "ix_feedbacks_session_id",
                table: "feedbacks");

            migrationBuilder.DropIndex(
                name: "ix_event_copyrights_event_id",
                table: "event_copyrights");

            migrationBuilder.DropIndex(
                name: "ix_email_notifications_user_id",
                table: "email_notifications");

            migrationBuilder.DropIndex(
                name: "ix_discount_codes_event_id",
                table: "discount_codes");

            migrationBuilder.DropIndex(
                name: "ix_access_codes_event_id",
                table: "access_codes");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "speaker_invites");

            migrationBuilder.AlterColumn<long>(
                name: "owner_id",
                table: "tasks",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "fk_tasks_users_owner_id",
                table: "tasks",
                column: "owner_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
