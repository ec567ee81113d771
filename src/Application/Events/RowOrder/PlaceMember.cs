using System.Linq.Expressions;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>The member of a row that holds its place in the list of its event.</summary>
/// <param name="Plural">What the rows are called in messages, e.g. <c>speakers</c>.</param>
/// <param name="Name">The name of the member, for the grant.</param>
/// <param name="Reset">The statement that sets the places of all rows of an event to 0.</param>
internal sealed record PlaceMember<T>(
    string Plural,
    Expression<Func<T, int?>> Property,
    Action<T, int?> Set,
    string Name,
    DirectWrite Reset
);
