namespace OpenEvent.Infrastructure.Security;

/// <summary>A row of the table <c>secrets</c>.</summary>
internal sealed class StoredSecret
{
    public string Name { get; set; } = "";
    public byte[] Value { get; set; } = [];
}
