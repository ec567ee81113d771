using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;
using NUnit.Framework;
using OpenEvent.Application;
using OpenEvent.Application.Common;
using OpenEvent.Architecture.Tests.Wrong;

namespace OpenEvent.Architecture.Tests;

/// <summary>Every command has exactly one handler, and code that sends it.</summary>
public class CommandTests
{
    private static readonly Type[] Commands =
    [
        .. typeof(ApplicationServices).Assembly.GetTypes().Where(t => !t.IsAbstract && GetResultType(t) is not null),
    ];

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
    public void Every_command_is_sent_by_a_route_a_job_or_another_use_case() =>
        Assert.That(
            Commands
                .Where(t => !t.IsGenericTypeDefinition)
                .Select(t => t.FullName)
                .Except(FindSent(CompiledCode.Projects.SelectMany(CompiledCode.Types))),
            Is.Empty
        );

    [Test]
    public void Sender_test_detects_violations() =>
        Assert.That(
            FindSent(CompiledCode.WrongTypes),
            Does.Contain(typeof(HandledTwice).FullName).And.Not.Contain(typeof(Unhandled).FullName)
        );

    /// <summary>The names of the types that another type than themselves creates.</summary>
    private static IEnumerable<string> FindSent(IEnumerable<TypeDefinition> types) =>
        types
            .SelectMany(type =>
                CompiledCode
                    .MembersUsedBy(type)
                    .OfType<MethodReference>()
                    .Where(m => m.Name == ".ctor" && m.DeclaringType.FullName != type.FullName)
            )
            .Select(m => m.DeclaringType.FullName)
            .Distinct();

    private static int CountHandlers(Type command, IServiceCollection services) =>
        services.Count(s => s.ServiceType == typeof(IRequestHandler<,>).MakeGenericType(command, GetResultType(command)!));

    private static Type? GetResultType(Type type) =>
        type.GetInterfaces()
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>))
            ?.GetGenericArguments()[0];
}
