using MediatR;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: brings a text and has no rules.</summary>
internal sealed record HasNoRules(string Text) : IRequest<Unit>;
