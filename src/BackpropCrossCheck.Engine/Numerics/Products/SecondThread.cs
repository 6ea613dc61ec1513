using System.Diagnostics;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>A thread that helps with large products. It waits for work in a loop for a moment, then sleeps; it never keeps a process
/// alive.</summary>
/// <remarks>Work comes in strips. Whoever is free takes the next, so nobody waits for a helper that sleeps or that the system has put
/// aside; only a strip that it has begun is waited for. Waking it by a signal takes 5 to 50 microseconds, a loop less than one.</remarks>
internal sealed unsafe class SecondThread
{
    /// <summary>How long it looks for work before it sleeps, in microseconds.</summary>
    private const long Patience = 100;

    private static readonly SemaphoreSlim Wake = new(0);
    private static readonly Lazy<SecondThread> TheOne = new(() => new SecondThread());

    private Factors _factors;
    private delegate*<in Factors, int, int, void> _multiply;
    private int _strips;
    private int _isLent;
    private int _sleeps;

    // The strips that nobody has taken yet; negative when there is no work. A strip is only taken by lowering a positive number, so a
    // thread that comes late takes nothing.
    private int _left = -1;
    private int _done;

    private SecondThread() => new Thread(Help) { IsBackground = true, Name = "matrix products" }.Start();

    /// <summary>Calculates a product in strips, with the helper if it is free.</summary>
    /// <param name="factors">The product.</param>
    /// <param name="strips">How many strips.</param>
    /// <param name="multiply">Calculates one strip.</param>
    /// <returns>False if the helper works for another thread; nothing has been calculated then.</returns>
    public static bool TryMultiply(in Factors factors, int strips, delegate*<in Factors, int, int, void> multiply)
    {
        SecondThread helper = TheOne.Value;
        if (Interlocked.Exchange(ref helper._isLent, 1) != 0)
        {
            return false;
        }

        helper.Multiply(factors, strips, multiply);
        Volatile.Write(ref helper._isLent, 0);
        return true;
    }

    private void Multiply(in Factors factors, int strips, delegate*<in Factors, int, int, void> multiply)
    {
        _factors = factors;
        _strips = strips;
        _multiply = multiply;
        _done = 0;
        Interlocked.Exchange(ref _left, strips);
        WakeUp();
        TakeStrips();
        var wait = new SpinWait();
        while (Volatile.Read(ref _done) < strips)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void TakeStrips()
    {
        while (Volatile.Read(ref _left) > 0)
        {
            int strip = Interlocked.Decrement(ref _left);
            if (strip < 0)
            {
                return;
            }

            _multiply(_factors, strip, _strips);
            Interlocked.Increment(ref _done);
        }
    }

    private void WakeUp()
    {
        if (Interlocked.Exchange(ref _sleeps, 0) == 1)
        {
            Wake.Release();
        }
    }

    private void Help()
    {
        long patience = Patience * Stopwatch.Frequency / 1_000_000;
        long end = Stopwatch.GetTimestamp() + patience;
        while (true)
        {
            if (Volatile.Read(ref _left) > 0)
            {
                TakeStrips();
                end = Stopwatch.GetTimestamp() + patience;
            }
            else if (Stopwatch.GetTimestamp() < end)
            {
                Thread.SpinWait(10);
            }
            else
            {
                Sleep();
                end = Stopwatch.GetTimestamp() + patience;
            }
        }
    }

    private void Sleep()
    {
        Interlocked.Exchange(ref _sleeps, 1);
        // Work may have come before the flag was up. Then nobody will signal, unless somebody just has.
        if (Volatile.Read(ref _left) > 0 && Interlocked.Exchange(ref _sleeps, 0) == 1)
        {
            return;
        }

        Wake.Wait();
    }
}
