using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The database of <see cref="TwoTenantServer"/>, created once: its rows take several hundred requests. Tokens of its users are valid in
/// copies, because the signing keys are in the database.
/// </summary>
internal sealed class TwoTenantDatabase
{
    private static readonly Lazy<Task<TwoTenantDatabase>> Shared = new(CreateAsync);

    private TwoTenantDatabase(TestDatabase database, TwoTenantServer tenants) => (Database, Tenants) = (database, tenants);

    public TestDatabase Database { get; }

    /// <summary>The tenants as they were created. Their server is stopped.</summary>
    public TwoTenantServer Tenants { get; }

    public static Task<TwoTenantDatabase> GetAsync() => Shared.Value;

    /// <summary>Drops the database, if a fixture has used it.</summary>
    public static async Task DropAsync()
    {
        if (Shared.IsValueCreated)
            await (await Shared.Value).Database.DisposeAsync();
    }

    private static async Task<TwoTenantDatabase> CreateAsync()
    {
        var database = await OpenEventServer.CreateDatabaseAsync();
        var tenants = await TwoTenantServer.CreateAsync(database);
        await tenants.DisposeAsync();
        return new TwoTenantDatabase(database, tenants);
    }
}
