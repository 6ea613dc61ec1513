namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>Keeps a limited number of items by name. A new item replaces the least recently used one.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="most">The limit; at least 1.</param>
internal sealed class LeastRecentlyUsed<T>(int most)
{
    private readonly LinkedList<(string Name, T Value)> _byUse = new();
    private readonly Dictionary<string, LinkedListNode<(string Name, T Value)>> _nodes = new(StringComparer.Ordinal);

    /// <summary>How many items there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The item of a name, created if there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="make">Creates it. If this throws, nothing has changed.</param>
    /// <param name="hasMade">Whether it was created now.</param>
    public T Get(string name, Func<T> make, out bool hasMade)
    {
        hasMade = !_nodes.TryGetValue(name, out LinkedListNode<(string Name, T Value)>? node);
        if (node is null)
        {
            node = new LinkedListNode<(string, T)>((name, make()));
            if (_nodes.Count == most)
            {
                _nodes.Remove(_byUse.Last!.Value.Name);
                _byUse.RemoveLast();
            }

            _nodes.Add(name, node);
        }
        else
        {
            _byUse.Remove(node);
        }

        _byUse.AddFirst(node);
        return node.Value.Value;
    }

    /// <summary>Forgets all items.</summary>
    public void Clear()
    {
        _byUse.Clear();
        _nodes.Clear();
    }
}
