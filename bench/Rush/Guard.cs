namespace OpenEvent.Rush;

/// <summary>
/// Switches the guard off, in the bench's own database only: drops the CHECKs and turns each conditional update into what careless code does, a look, a
/// decision and a write of what was reckoned from the look. An UPDATE of a view with an INSTEAD OF trigger tests its condition on what it read, takes no
/// lock before, and tests nothing again after it has waited: the product's statements stay as they are and lose what they rely on.
/// </summary>
internal static class Guard
{
    private static readonly (string Table, string Key, string Most, string Count)[] Counters =
        [("ticket_seats", "ticket_id", "quantity", "taken"), ("discount_uses", "code_id", "most", "used"), ("access_uses", "code_id", "most", "used")];

    public static async Task SwitchOffAsync(Books books)
    {
        foreach (var (table, key, most, count) in Counters)
        {
            await books.ExecuteAsync(
                $"""
                ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{count};
                ALTER TABLE {table} RENAME TO bare_{table};
                CREATE VIEW {table} AS SELECT * FROM bare_{table};
                CREATE FUNCTION write_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    UPDATE bare_{table} SET {most} = NEW.{most}, {count} = NEW.{count} WHERE {key} = OLD.{key};
                    RETURN NEW;
                END $$;
                CREATE TRIGGER careless INSTEAD OF UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION write_{table}();
                """);
        }
    }
}
