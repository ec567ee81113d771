using MediatR;

namespace OpenEvent.Application.Common;

/// <summary>
/// A request that changes data. It runs in a transaction and must check its permission with <see cref="IAuthorization"/>.
/// </summary>
public interface ICommand<out TResult> : IRequest<TResult>;
