using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AddLocationNameIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Places find their events by these names (OpenEvent.Application.Events.EventLocations). EF has no indexes of expressions.
            // A B-tree would refuse a long name: its entries have at most 2,704 bytes.
            migrationBuilder.Sql(
                """
                CREATE INDEX ix_events_searchable_location_name ON events USING hash (lower(searchable_location_name));
                CREATE INDEX ix_event_locations_name ON event_locations USING hash (lower(name));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("DROP INDEX ix_events_searchable_location_name; DROP INDEX ix_event_locations_name;");
    }
}
