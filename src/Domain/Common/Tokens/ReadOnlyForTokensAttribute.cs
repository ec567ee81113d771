namespace OpenEvent.Domain.Common;

/// <summary>
/// Rows and use cases that decide who has rights, or where money goes. A token reads them and does not write them: what it wrote would stay
/// when the token has ended.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadOnlyForTokensAttribute : Attribute;
