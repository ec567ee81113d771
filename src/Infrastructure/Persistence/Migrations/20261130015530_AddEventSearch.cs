using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenEvent.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AddEventSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The words of a text, without tags, accents, case and punctuation, and with spaces around each Chinese character and each
            // kana, because these scripts write none. It needs no extension.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION event_search_text(source text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                    SELECT regexp_replace(
                        regexp_replace(
                            replace(
                                lower(
                                    regexp_replace(
                                        normalize(regexp_replace(source, '<[^>]*>|&[#a-zA-Z0-9]+;', ' ', 'g'), NFKD),
                                        '[\u0300-\u036f\u3099\u309a]', '', 'g'
                                    )
                                ),
                                'ς', 'σ'
                            ),
                            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3001-\u303f]+', ' ', 'g'
                        ),
                        '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])', ' \1 ', 'g'
                    )
                $$;
                """);

            // The query for all words of a text, each also as the beginning of a word, in the parts with these weights. At most 12 words.
            // The words have no quotation marks and backslashes any more.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION event_search_query(source text, weights text) RETURNS tsquery
                LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                    SELECT to_tsquery('simple'::regconfig, string_agg('''' || left(word, 60) || ''':*' || weights, ' & '))
                    FROM (
                        SELECT word FROM regexp_split_to_table(event_search_text(source), '\s+') WITH ORDINALITY AS words (word, place)
                        WHERE word <> '' ORDER BY place LIMIT 12
                    ) AS used
                $$;
                """);

            // The weights are the parts of OpenEvent.Application.Events.SearchEvents.
            migrationBuilder.Sql(
                """
                ALTER TABLE events ADD COLUMN search_vector tsvector GENERATED ALWAYS AS (
                    setweight(to_tsvector('simple'::regconfig, coalesce(event_search_text(name), '')), 'A')
                    || setweight(
                        to_tsvector(
                            'simple'::regconfig,
                            coalesce(event_search_text(location_name), '') || ' ' || coalesce(event_search_text(searchable_location_name), '')
                        ),
                        'B'
                    )
                    || setweight(
                        to_tsvector(
                            'simple'::regconfig,
                            coalesce(event_search_text(owner_name), '') || ' ' || coalesce(event_search_text(owner_description), '')
                        ),
                        'C'
                    )
                    || setweight(to_tsvector('simple'::regconfig, coalesce(event_search_text(description), '')), 'D')
                ) STORED;
                CREATE INDEX ix_events_search_vector ON events USING gin (search_vector);
                """);

            migrationBuilder.AddColumn<string>(
                name: "import_uid",
                table: "sessions",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP FUNCTION IF EXISTS similar_events(text);
                DROP INDEX IF EXISTS ix_events_similar_names;
                DROP INDEX ix_events_search_vector;
                ALTER TABLE events DROP COLUMN search_vector;
                DROP FUNCTION event_search_query(text, text);
                DROP FUNCTION event_search_text(text);
                """);

            migrationBuilder.DropColumn(
                name: "import_uid",
                table: "sessions");
        }
    }
}
