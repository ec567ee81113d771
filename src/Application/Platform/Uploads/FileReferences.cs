using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Finds rows that refer to a stored file: by a URL, in a long text, which may be HTML with pictures, or as the input of a task. Deleted
/// rows count, because they can be restored. The path of a file has 32 random digits, so no other text contains it.
/// </summary>
internal sealed class FileReferences(IData data, ResourceCatalog catalog)
{
    /// <summary>Attributes of at least this length are searched, in UTF-16 units. URLs may be as long.</summary>
    private const int LongText = 2_000;

    private static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;

    public async Task<bool> ExistAsync(string path, CancellationToken ct)
    {
        if (await data.Set<QueuedTask>().AnyAsync(t => t.InputPath == path || t.ResultPath == path, ct))
            return true;
        if (path.StartsWith(StoredFiles.Imports, StringComparison.Ordinal))
            return false;
        foreach (var resource in catalog.All)
        {
            var search = new Search(data, path, ct);
            resource.Accept(search);
            if (await search.Result)
                return true;
        }

        return false;
    }

    private sealed class Search(IData data, string path, CancellationToken ct) : IResourceVisitor
    {
        public Task<bool> Result { get; private set; } = Task.FromResult(false);

        public void Visit<T>(Resource<T> resource)
            where T : Entity
        {
            var row = Expression.Parameter(typeof(T), "row");
            var value = SqlParameter.For(path);
            var conditions = resource
                .Fields.Where(MayContainUrl)
                .Select(Expression (f) => Holds(Expression.Property(row, f.Member), value));
            if (conditions.ToList() is not { Count: > 0 } all)
                return;
            var isReference = Expression.Lambda<Func<T, bool>>(all.Aggregate(Expression.OrElse), row);
            Result = data.Set<T>().IgnoreQueryFilters().AnyAsync(isReference, ct);
        }

        /// <summary>Attributes that cannot be filtered by are JSON, or secrets that are no columns.</summary>
        private static bool MayContainUrl<T>(Field<T> field) =>
            field is { IsStored: true, IsFilterable: true } && field.ValueType == typeof(string) && field.MaxTextLength >= LongText;

        private static BinaryExpression Holds(MemberExpression column, Expression value) =>
            Expression.AndAlso(
                Expression.NotEqual(column, Expression.Constant(null, typeof(string))),
                Expression.Call(column, Contains, value)
            );
    }
}
