using System.Linq.Expressions;
using System.Reflection;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>A smaller picture that the server makes of the picture of a row, and the column that has its URL.</summary>
internal sealed class ImageVariant<T>
    where T : Entity
{
    /// <summary>The name of the variant that is the whole picture.</summary>
    public const string Original = "original";

    private readonly PropertyInfo _property;

    /// <param name="name">The name of its size in <see cref="IImageSizes"/>, e.g. <c>thumbnail</c>, or <see cref="Original"/>.</param>
    public ImageVariant(string name, Expression<Func<T, string?>> url)
    {
        Name = name;
        _property = (PropertyInfo)((MemberExpression)url.Body).Member;
    }

    public string Name { get; }

    /// <summary>The property that has the URL.</summary>
    public string Member => _property.Name;

    public string? GetUrl(T row) => (string?)_property.GetValue(row);

    public void SetUrl(T row, string? url) => _property.SetValue(row, url);
}
