using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application;
using OpenEvent.Application.Common;
using OpenEvent.Architecture.Tests.Wrong;

namespace OpenEvent.Architecture.Tests;

/// <summary>Every command has exactly one handler and at least one test fixture that sends it.</summary>
public class CommandTests
{
    private static readonly Type[] Commands =
    [
        .. typeof(ApplicationServices).Assembly.GetTypes().Where(t => !t.IsAbstract && GetResultType(t) is not null),
    ];

    /// <summary>The fixtures that send each command, from <c>commands.txt</c> beside this file.</summary>
    private static readonly Dictionary<string, string[]> Fixtures = File.ReadLines(
            Path.Combine(Sources.Root, "tests", "Architecture.Tests", "commands.txt")
        )
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(':', 2))
        .ToDictionary(line => line[0], line => line[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [Test]
    public void Every_command_has_exactly_one_handler()
    {
        var services = new ServiceCollection().AddApplication();
        Assert.That(
            Commands.Where(t => !t.IsGenericTypeDefinition).Where(t => CountHandlers(t, services) != 1).Select(t => t.Name),
            Is.Empty
        );
        var generic = Commands.Where(t => t.IsGenericTypeDefinition).ToList();
        Assert.That(generic, Is.Not.Empty);
        var closed = services
            .Where(s => s.ServiceType.IsGenericType && s.ServiceType.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .Select(s => s.ServiceType.GetGenericArguments()[0])
            .ToList();
        Assert.That(
            generic.Where(t => !closed.Any(c => c.GetGenericTypeDefinitionOrSelf() == t)).Select(t => t.Name),
            Is.Empty,
            "the container does not close generic handlers; HandlerRegistration must register them"
        );
        Assert.That(closed.Where(c => GetResultType(c) is not null).GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key), Is.Empty);
    }

    [Test]
    public void Handler_test_detects_violations()
    {
        var services = new ServiceCollection()
            .AddTransient<IRequestHandler<HandledTwice, Unit>, HandledTwice.First>()
            .AddTransient<IRequestHandler<HandledTwice, Unit>, HandledTwice.Second>();
        Assert.That(CountHandlers(typeof(HandledTwice), services), Is.EqualTo(2));
        Assert.That(CountHandlers(typeof(Unhandled), services), Is.Zero);
    }

    [Test]
    public void Every_command_has_a_fixture_that_sends_it() =>
        Assert.That(Commands.Where(t => !t.IsGenericTypeDefinition).SelectMany(t => FindFixtureErrors(t.Name)), Is.Empty);

    [Test]
    public void Fixture_list_names_only_existing_commands() => Assert.That(Fixtures.Keys.Except(Commands.Select(t => t.Name)), Is.Empty);

    [Test]
    public void Fixture_test_detects_violations() =>
        Assert.That(FindFixtureErrors(nameof(Unhandled)), Has.Exactly(1).Contains(nameof(Unhandled)));

    private static IEnumerable<string> FindFixtureErrors(string command)
    {
        var fixtures = Fixtures.GetValueOrDefault(command) ?? [];
        var existing = TestFiles.Value;
        if (fixtures.Length == 0)
            yield return $"{command}: add the fixture that sends it to tests/Architecture.Tests/commands.txt.";
        foreach (var missing in fixtures.Where(f => !existing.Contains(f)))
            yield return $"{command}: commands.txt names {missing}, but there is no {missing}.cs under tests.";
    }

    private static readonly Lazy<HashSet<string>> TestFiles = new(() =>
        [.. Sources.Files("tests").Select(f => Path.GetFileNameWithoutExtension(f)!)]
    );

    private static int CountHandlers(Type command, IServiceCollection services) =>
        services.Count(s => s.ServiceType == typeof(IRequestHandler<,>).MakeGenericType(command, GetResultType(command)!));

    private static Type? GetResultType(Type type) =>
        type.GetInterfaces()
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>))
            ?.GetGenericArguments()[0];
}
