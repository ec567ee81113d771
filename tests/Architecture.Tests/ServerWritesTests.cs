using Mono.Cecil;
using NUnit.Framework;
using OpenEvent.Application;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Architecture.Tests;

/// <summary>What needs no grant is out of the reach of clients, and the server's own scopes are opened in listed places.</summary>
public class ServerWritesTests
{
    private static readonly string[] OpenServerScopes =
    [
        "BackgroundUseCases",
        "DatabaseSeeder",
        "FirstAdministrator",
        "OutboxWorker",
        "PaymentReconciliation",
        "UncommittedFiles",
    ];

    /// <summary>
    /// Those who name the server's actor. Besides the authorization, they show rows that a declaration opens to everyone.
    /// </summary>
    private static readonly string[] NameTheServer =
    [
        "Actor",
        "Authorization",
        "BelongsTo`2",
        "LinkageHandler`2",
        "LoggingBehaviour`2",
        "RelatedScope`2",
        "Relationship`2",
    ];

    [Test]
    public void No_document_can_write_what_the_server_writes_without_a_grant()
    {
        var catalog = ResourceCatalog.Scan();
        Assert.That(ServerWrites.All, Has.Count.GreaterThan(10));
        Assert.That(ServerWrites.All.Where(w => w.Reason.Length > 0).SelectMany(w => FindViolations(catalog, w)), Is.Empty);
    }

    [Test]
    public void Server_write_test_detects_violations()
    {
        var catalog = ResourceCatalog.Scan();
        var name = new ServerWrites.ServerWrite(typeof(Domain.Events.EventTopic), [RowWrite.Change], ["Name"], "wrong");
        var rows = new ServerWrites.ServerWrite(typeof(Domain.Events.EventTopic), [RowWrite.Create], [], "wrong");
        Assert.That(FindViolations(catalog, name), Is.EqualTo(["EventTopic.Name can be sent by clients"]));
        Assert.That(FindViolations(catalog, rows), Is.EqualTo(["EventTopic can be created by clients"]));
    }

    [Test]
    public void Only_listed_types_open_a_scope_of_the_server() =>
        Assert.That(
            UsersOf(m => m.DeclaringType?.Name == nameof(ServerScope)).Except([nameof(ServerScope)]),
            Is.EquivalentTo(OpenServerScopes)
        );

    [Test]
    public void Only_listed_types_name_the_actor_of_the_server() =>
        Assert.That(
            UsersOf(m => m.DeclaringType?.FullName == typeof(Actor).FullName && m.Name is nameof(Actor.Server) or nameof(Actor.AsServer)),
            Is.EquivalentTo(NameTheServer)
        );

    private static IEnumerable<string> UsersOf(Func<MemberReference, bool> isUsed) =>
        CompiledCode
            .Projects.SelectMany(CompiledCode.Types)
            .Where(t => CompiledCode.MembersUsedBy(t).Any(isUsed))
            .Select(t => t.Name)
            .Distinct();

    private static List<string> FindViolations(ResourceCatalog catalog, ServerWrites.ServerWrite write)
    {
        if (catalog.All.SingleOrDefault(r => r.EntityType == write.Type) is not { } resource)
            return [];
        var visitor = new Visitor(write);
        resource.Accept(visitor);
        return visitor.Violations;
    }

    private sealed class Visitor(ServerWrites.ServerWrite write) : IResourceVisitor
    {
        public List<string> Violations { get; } = [];

        public void Visit<T>(Resource<T> resource)
            where T : Entity
        {
            if (write.Writes.Contains(RowWrite.Create) && resource.CanCreate)
                Violations.Add($"{typeof(T).Name} can be created by clients");
            foreach (var member in write.Members)
            {
                if (typeof(T).GetProperty(member) is null)
                    Violations.Add($"{typeof(T).Name} has no {member}");
                if (resource.Fields.Any(f => f.Member == member && !f.IsReadOnly))
                    Violations.Add($"{typeof(T).Name}.{member} can be sent by clients");
            }
            if (write.Members.Count == 0 && write.Writes.Contains(RowWrite.Change))
                Violations.AddRange(
                    resource.Fields.Where(f => !f.IsReadOnly).Select(f => $"{typeof(T).Name}.{f.Member} can be sent by clients")
                );
        }
    }
}
