namespace OpenEvent.Rush;

/// <summary>The other half of the guard: the CHECKs behind the conditional updates, which an unguarded build must not have either.</summary>
internal static class Guard
{
    public static async Task SwitchOffAsync(Books books)
    {
        await books.ExecuteAsync("ALTER TABLE ticket_seats DROP CONSTRAINT ck_ticket_seats_taken");
        await books.ExecuteAsync("ALTER TABLE discount_uses DROP CONSTRAINT ck_discount_uses_used");
        await books.ExecuteAsync("ALTER TABLE access_uses DROP CONSTRAINT ck_access_uses_used");
    }
}
