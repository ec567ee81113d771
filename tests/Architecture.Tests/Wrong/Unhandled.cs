using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a command without a handler and without a fixture that sends it.</summary>
internal sealed record Unhandled : ICommand<Unit>;
