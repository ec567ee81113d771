using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AddLabScripts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "class_id",
                table: "lab_bookings",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "lab_classes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    join_code = table.Column<string>(type: "text", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_classes", x => x.id);
                    table.ForeignKey(
                        name: "fk_lab_classes_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_scripts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    title = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    code = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    share_code = table.Column<string>(type: "text", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    circuit = table.Column<string>(type: "text", nullable: true),
                    lesson_text = table.Column<string>(type: "text", nullable: true),
                    task = table.Column<string>(type: "text", nullable: true),
                    answer_format = table.Column<string>(type: "jsonb", nullable: true),
                    slug = table.Column<string>(type: "text", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    forked_from_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_scripts", x => x.id);
                    table.ForeignKey(
                        name: "fk_lab_scripts_lab_scripts_forked_from_id",
                        column: x => x.forked_from_id,
                        principalTable: "lab_scripts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_lab_scripts_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_class_members",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    class_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_class_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_lab_class_members_lab_classes_class_id",
                        column: x => x.class_id,
                        principalTable: "lab_classes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_lab_class_members_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_answers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    answer = table.Column<string>(type: "text", nullable: false),
                    is_correct = table.Column<bool>(type: "boolean", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    script_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_lab_answers_lab_script_script_id",
                        column: x => x.script_id,
                        principalTable: "lab_scripts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_lab_answers_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_class_scripts",
                columns: table => new
                {
                    class_id = table.Column<long>(type: "bigint", nullable: false),
                    script_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_class_scripts", x => new { x.class_id, x.script_id });
                    table.ForeignKey(
                        name: "fk_lab_class_scripts_lab_classes_class_id",
                        column: x => x.class_id,
                        principalTable: "lab_classes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_lab_class_scripts_lab_scripts_script_id",
                        column: x => x.script_id,
                        principalTable: "lab_scripts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    status = table.Column<string>(type: "text", nullable: false),
                    device = table.Column<string>(type: "text", nullable: false),
                    device_kind = table.Column<string>(type: "text", nullable: false),
                    board = table.Column<string>(type: "text", nullable: true),
                    firmware = table.Column<string>(type: "text", nullable: true),
                    circuit = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    code_version = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "jsonb", nullable: true),
                    is_stop_requested = table.Column<bool>(type: "boolean", nullable: false),
                    server = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    script_id = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_lab_runs_lab_script_script_id",
                        column: x => x.script_id,
                        principalTable: "lab_scripts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_lab_runs_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_script_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    script_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_script_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_lab_script_versions_lab_scripts_script_id",
                        column: x => x.script_id,
                        principalTable: "lab_scripts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lab_run_outputs",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_run_outputs", x => x.run_id);
                    table.ForeignKey(
                        name: "fk_lab_run_outputs_lab_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "lab_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_lab_bookings_class_id",
                table: "lab_bookings",
                column: "class_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_answers_script_id",
                table: "lab_answers",
                column: "script_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_answers_user",
                table: "lab_answers",
                columns: new[] { "user_id", "script_id" });

            migrationBuilder.CreateIndex(
                name: "ix_lab_class_members_user",
                table: "lab_class_members",
                columns: new[] { "class_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lab_class_members_user_id",
                table: "lab_class_members",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_class_scripts_script_id",
                table: "lab_class_scripts",
                column: "script_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_classes_join_code",
                table: "lab_classes",
                column: "join_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lab_classes_user_id",
                table: "lab_classes",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_runs_active",
                table: "lab_runs",
                column: "status",
                filter: "status IN ('queued', 'running')");

            migrationBuilder.CreateIndex(
                name: "ix_lab_runs_created",
                table: "lab_runs",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_lab_runs_script_id",
                table: "lab_runs",
                column: "script_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_runs_user",
                table: "lab_runs",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lab_script_versions_number",
                table: "lab_script_versions",
                columns: new[] { "script_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lab_scripts_forked_from_id",
                table: "lab_scripts",
                column: "forked_from_id");

            migrationBuilder.CreateIndex(
                name: "ix_lab_scripts_share_code",
                table: "lab_scripts",
                column: "share_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lab_scripts_slug",
                table: "lab_scripts",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lab_scripts_user",
                table: "lab_scripts",
                columns: new[] { "user_id", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_lab_bookings_lab_class_class_id",
                table: "lab_bookings",
                column: "class_id",
                principalTable: "lab_classes",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_lab_bookings_lab_class_class_id",
                table: "lab_bookings");

            migrationBuilder.DropTable(
                name: "lab_answers");

            migrationBuilder.DropTable(
                name: "lab_class_members");

            migrationBuilder.DropTable(
                name: "lab_class_scripts");

            migrationBuilder.DropTable(
                name: "lab_run_outputs");

            migrationBuilder.DropTable(
                name: "lab_script_versions");

            migrationBuilder.DropTable(
                name: "lab_classes");

            migrationBuilder.DropTable(
                name: "lab_runs");

            migrationBuilder.DropTable(
                name: "lab_scripts");

            migrationBuilder.DropIndex(
                name: "ix_lab_bookings_class_id",
                table: "lab_bookings");

            migrationBuilder.DropColumn(
                name: "class_id",
                table: "lab_bookings");
        }
    }
}
