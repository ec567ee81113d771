using System.Linq.Expressions;
using System.Reflection;
using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Common;

/// <summary>
/// <see cref="Policy{T}.PrivateTo"/>, which filters use, and <see cref="Policy{T}.CanSeePrivate"/>, which documents use, are one rule.
/// </summary>
public sealed class PrivateRowsTests
{
    private static readonly long[] UserIds = [10, 11];

    private static readonly Actor[] Actors =
    [
        Actor.Anonymous,
        Actor.Server,
        new(10, "ada@example.org") { LabClasses = HeldLabClasses.None },
        new(10, "ada@example.org", IsVerified: true) { LabClasses = new HeldLabClasses([10], [10], [20]) },
        .. Enum.GetValues<TeamRole>().Select(role => new Actor(10) { Roles = [new HeldRole(1, role)], LabClasses = HeldLabClasses.None }),
    ];

    private static IEnumerable<Type> Policies =>
        typeof(Policy<>)
            .Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && EntityOf(t) is not null);

    [TestCaseSource(nameof(Policies))]
    public void Filters_and_documents_show_private_fields_of_the_same_rows(Type policy) =>
        Assert.That(
            (List<string>)
                typeof(PrivateRowsTests)
                    .GetMethod(nameof(FindDifferences), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(EntityOf(policy)!)
                    .Invoke(null, [Activator.CreateInstance(policy)])!,
            Is.Empty
        );

    [Test]
    public void The_comparison_finds_a_policy_with_one_rule_only() => Assert.That(FindDifferences(new OneSidedPolicy()), Is.Not.Empty);

    private static List<string> FindDifferences<T>(Policy<T> policy) =>
        [
            .. from actor in Actors
            let visible = policy.PrivateTo(actor)?.Compile() ?? (_ => false)
            from row in RowsOf<T>()
            where visible(row) != policy.CanSeePrivate(actor, row)
            select $"{actor}: {System.Text.Json.JsonSerializer.Serialize(KeysOf(row))}",
        ];

    /// <summary>Rows of two events and two users, and rows that other rows tie to a user.</summary>
    private static IEnumerable<T> RowsOf<T>()
    {
        foreach (var eventId in (long[])[1, 2])
        foreach (var userId in UserIds)
        {
            var row = (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
            foreach (var (name, value) in new[] { ("EventId", eventId), ("UserId", userId), ("CreatorId", userId), ("MarketerId", userId) })
                Set(row, name, value);
            Set(row, "Id", row is Event ? eventId : userId);
            yield return row;
            if (row is Speaker speaker)
            {
                yield return (T)(object)new Speaker { EventId = eventId, Email = "ada@example.org" };
                yield return (T)
                    (object)
                        new Speaker
                        {
                            EventId = eventId,
                            UserId = speaker.UserId,
                            Email = "bob@example.org",
                        };
            }

            if (row is DiscountCode)
                foreach (var kind in (string[])[DiscountCode.ForEvent, DiscountCode.ForTicket])
                    yield return (T)(object)new DiscountCode { UsedFor = kind, EventId = eventId };
            if (row is Attendee)
                yield return (T)
                    (object)
                        new Attendee
                        {
                            EventId = eventId,
                            Order = new Order { UserId = userId },
                        };
            if (row is Session)
            {
                var session = new Session { EventId = eventId };
                session.Speakers.Add(
                    new SessionSpeaker
                    {
                        Speaker = new Speaker { UserId = userId, Email = "ada@example.org" },
                    }
                );
                yield return (T)(object)session;
            }
        }
    }

    private static void Set<T>(T row, string name, long value)
    {
        if (
            typeof(T).GetProperty(name) is { } property
            && (property.PropertyType == typeof(long) || property.PropertyType == typeof(long?))
        )
            property.SetValue(row, value);
    }

    private static Dictionary<string, object?> KeysOf<T>(T row) =>
        typeof(T)
            .GetProperties()
            .Where(p => p.PropertyType == typeof(long) || p.PropertyType == typeof(long?))
            .ToDictionary(p => p.Name, p => p.GetValue(row));

    private static Type? EntityOf(Type type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
            if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Policy<>))
                return t.GetGenericArguments()[0];
        return null;
    }

    private sealed class OneSidedPolicy : Policy<Order>
    {
        protected override Expression<Func<Order, bool>>? PrivateToCore(Actor actor) => _ => true;
    }
}
