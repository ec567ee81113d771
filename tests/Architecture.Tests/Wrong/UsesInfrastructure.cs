namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: web code that uses Infrastructure inside a lambda.</summary>
internal sealed class UsesInfrastructure
{
    public Func<object> Make { get; } = () => new Infrastructure.Persistence.EmbeddedPostgresOptions { DataDirectory = "" };
}
