using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The change of a relationship that is not a column of the row. Policies check it by its name.</summary>
internal sealed record LinkChange<T>(string Name) : Change<T>(Name, Name)
{
    public override bool WouldChange(T row) => true;

    public override void ApplyTo(T row) { }
}
