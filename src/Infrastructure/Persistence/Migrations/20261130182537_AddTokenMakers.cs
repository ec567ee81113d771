using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AddTokenMakers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "token_id",
                table: "tasks",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "created_by_id",
                table: "access_tokens",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_tokens_created_by_id",
                table: "access_tokens",
                column: "created_by_id");

            migrationBuilder.AddForeignKey(
                name: "fk_access_tokens_user_created_by_id",
                table: "access_tokens",
                column: "created_by_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.Sql(
                "UPDATE access_tokens t SET created_by_id = t.user_id FROM users u WHERE u.id = t.user_id AND NOT u.is_service_account");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_access_tokens_user_created_by_id",
                table: "access_tokens");

            migrationBuilder.DropIndex(
                name: "ix_access_tokens_created_by_id",
                table: "access_tokens");

            migrationBuilder.DropColumn(
                name: "token_id",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "created_by_id",
                table: "access_tokens");
        }
    }
}
