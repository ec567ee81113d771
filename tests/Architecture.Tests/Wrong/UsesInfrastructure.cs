namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: code of the web that names an adapter, and only inside a lambda.</summary>
internal sealed class UsesInfrastructure
{
    public Func<object> Make { get; } = () => new Infrastructure.Persistence.EmbeddedPostgresOptions { DataDirectory = "" };
}
