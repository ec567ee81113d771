using NUnit.Framework;
using OpenEvent.Application.Tests.UseCases;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>Lists of related rows and cascades find the rows of each foreign key by an index.</summary>
public sealed class ForeignKeyIndexTests
{
    [Test]
    public async Task Each_foreign_key_has_an_index_that_contains_all_rows()
    {
        await using var runner = await UseCaseRunner.StartAsync();
        var without = await runner.QueryAsync<string[]>(
            """
            SELECT coalesce(array_agg(c.conrelid::regclass || ' ' || c.conname ORDER BY 1), '{}')
            FROM pg_constraint c
            WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
                SELECT FROM pg_index i
                WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
                    AND (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] = c.conkey)
            """
        );
        Assert.That(without, Is.Empty);
    }
}
