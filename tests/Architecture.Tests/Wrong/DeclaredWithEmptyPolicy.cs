using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a declaration whose policy decides nothing.</summary>
internal sealed class DeclaredWithEmptyPolicy : Resource<Faq>
{
    public override Policy<Faq> Policy { get; } = new EmptyPolicy();
}
