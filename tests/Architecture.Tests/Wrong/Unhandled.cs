using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a command that nobody handles and no fixture sends.</summary>
internal sealed record Unhandled : ICommand<Unit>;
