using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: decides nothing.</summary>
internal sealed class EmptyPolicy : Policy<Faq>;
