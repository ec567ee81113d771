namespace OpenEvent.Rush;

/// <summary>The other half of the guard: the CHECKs behind the conditional updates, which an unguarded build must not have either.</summary>
internal static class StockConstraints
{
    public static async Task DropAsync(DatabaseProbe database)
    {
        await database.ExecuteAsync("ALTER TABLE ticket_seats DROP CONSTRAINT ck_ticket_seats_taken");
        await database.ExecuteAsync("ALTER TABLE discount_uses DROP CONSTRAINT ck_discount_uses_used");
        await database.ExecuteAsync("ALTER TABLE access_uses DROP CONSTRAINT ck_access_uses_used");
    }
}
