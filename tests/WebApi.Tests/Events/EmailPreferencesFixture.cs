using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>Tests with an event and the e-mail preferences of its team.</summary>
public abstract class EmailPreferencesFixture : ServerFixture
{
    private protected TicketedEvent TestEvent { get; private set; } = null!;

    protected ApiClient Owner => TestEvent.Owner;

    [SetUp]
    public async Task CreateEventAsync() => TestEvent = await TicketedEvent.CreateAsync(Server);

    /// <summary>Adds a team member with the preferences that accepting an invite creates.</summary>
    private protected async Task<ApiClient> AddMemberAsync(int role)
    {
        var member = await TestEvents.AddMemberAsync(Server, TestEvent.EventId, role);
        await Server.SqlAsync(
            $"""
            INSERT INTO email_notifications (user_id, event_id, after_ticket_purchase)
            VALUES ({member.UserId}, {TestEvent.EventId}, true)
            """
        );
        return member;
    }

    private protected Task<long> GetRowIdAsync(ApiClient user) =>
        Server.SqlAsync<long>(
            $"SELECT id FROM email_notifications WHERE user_id = {user.UserId} AND event_id = {TestEvent.EventId} AND deleted_at IS NULL"
        );

    private protected async Task<ApiResponse> UpdatePreferencesAsync(ApiClient client, ApiClient user, object preferences)
    {
        var id = $"{await GetRowIdAsync(user)}";
        return await client.PatchAsync($"/v1/email-notifications/{id}", JsonApiDocument.Of("email-notification", id, preferences));
    }
}
