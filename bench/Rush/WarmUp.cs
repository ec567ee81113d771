namespace OpenEvent.Rush;

/// <summary>Lets servers compile what an order needs, a few orders at a time, so that a rush does not wait for it.</summary>
internal static class WarmUp
{
    private const int Orders = 200,
        AtOnce = 4;

    public static async Task RunAsync(ServerProcesses servers, TestUsers users)
    {
        var load = new RushLoad(servers, new Outages(), users, AtOnce);
        var scenario = new Scenario("warm-up", [Orders]);
        var testEvent = await RushEvent.SetUpAsync(users.Owner, scenario);
        await load.RunAsync(
            Enumerable.Range(0, Math.Min(Orders, users.Buyers.Count)),
            n => scenario.CreateBasket(n, testEvent),
            scenario.Name
        );
    }
}
