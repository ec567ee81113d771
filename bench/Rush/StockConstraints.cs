namespace OpenEvent.Rush;

/// <summary>Drops the CHECK constraints behind the conditional updates, so that the unguarded build can oversell.</summary>
internal static class StockConstraints
{
    public static async Task DropAsync(DatabaseProbe database)
    {
        await database.ExecuteAsync("ALTER TABLE ticket_seats DROP CONSTRAINT ck_ticket_seats_taken");
        await database.ExecuteAsync("ALTER TABLE discount_uses DROP CONSTRAINT ck_discount_uses_used");
        await database.ExecuteAsync("ALTER TABLE access_uses DROP CONSTRAINT ck_access_uses_used");
    }
}
