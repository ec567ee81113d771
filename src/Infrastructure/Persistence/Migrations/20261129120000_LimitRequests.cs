using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LimitRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_orders_client_address",
                table: "orders",
                column: "client_address_hash",
                filter: "client_address_hash IS NOT NULL AND expires_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_orders_client_address",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "email_changed_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "client_address_hash",
                table: "orders");
        }
    }
}
