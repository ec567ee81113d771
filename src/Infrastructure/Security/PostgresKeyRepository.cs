using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Security;

/// <summary>Keeps the key ring of Data Protection in the table <c>data_protection_keys</c>, where all nodes find it.</summary>
/// <remarks>
/// Data Protection reads the ring at the start, in the background, and in the first two minutes when a text names an unknown key, which can
/// be in a request that holds a connection. Its connections are not of the pool, so such requests cannot wait for each other.
/// </remarks>
internal sealed class PostgresKeyRepository(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenUnpooled();
        using var command = new NpgsqlCommand("SELECT xml FROM data_protection_keys ORDER BY name", connection);
        using var reader = command.ExecuteReader();
        List<XElement> elements = [];
        while (reader.Read())
            elements.Add(XElement.Parse(reader.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenUnpooled();
        using var command = new NpgsqlCommand("INSERT INTO data_protection_keys (name, xml) VALUES ($1, $2)", connection)
        {
            Parameters =
            {
                new() { Value = string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString() : friendlyName },
                new() { Value = element.ToString(SaveOptions.DisableFormatting) },
            },
        };
        command.ExecuteNonQuery();
    }
}
