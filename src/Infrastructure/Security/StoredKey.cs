namespace OpenEvent.Infrastructure.Security;

/// <summary>A row of the table <c>data_protection_keys</c>: an element of the key ring of ASP.NET Core Data Protection.</summary>
internal sealed class StoredKey
{
    /// <summary>Data Protection's name of the element, e.g. <c>key-1d0c9a3e-…</c>.</summary>
    public string Name { get; set; } = "";

    public string Xml { get; set; } = "";
}
