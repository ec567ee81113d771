namespace OpenEvent.Domain.Common;

/// <summary>
/// Rows and use cases that decide who has rights, where money goes, or where links lead. A token reads them and does not write them: what
/// it wrote would stay when the token has ended.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadOnlyForTokensAttribute : Attribute;
