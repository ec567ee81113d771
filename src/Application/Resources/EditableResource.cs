using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>A resource with the generic create, update and delete: it needs no use case.</summary>
internal abstract class EditableResource<T> : Resource<T>
    where T : Entity, new()
{
    private T? _prototype;

    public override bool CanCreate => true;

    public override bool CanUpdate => true;

    public override bool CanDelete => true;

    public override T NewRow() => new();

    private protected override T Prototype() => _prototype ??= new T();
}
