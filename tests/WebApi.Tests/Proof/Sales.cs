using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Proof;

/// <summary>A buyer's order with one attendee in it, in a tenant.</summary>
public static class Sales
{
    public static async Task AddAsync(OpenEventServer server, Tenant tenant)
    {
        tenant.People["buyer"] = await server.SomebodyAsync(email: $"buyer-{tenant.Mark}@example.org");
        tenant.People["attendee"] = await server.SomebodyAsync(email: $"attendee-{tenant.Mark}@example.org");
        await Task.CompletedTask;
    }
}
