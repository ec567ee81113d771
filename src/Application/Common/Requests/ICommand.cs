using MediatR;

namespace OpenEvent.Application.Common;

/// <summary>A request that changes something: it runs in a unit of work and must ask the gate.</summary>
public interface ICommand<out TResult> : IRequest<TResult>;
