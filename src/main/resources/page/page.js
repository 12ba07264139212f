/* Makes the pages of a payment livelier. Every page works without it: nothing here decides anything. */
(() => {
  'use strict';
  const MINUTE = 60;
  const HOUR = 60 * MINUTE;
  const LEAVE_AFTER = 5000;
  const SEND_AGAIN_AFTER = 30000;
  const ANSWER_WITHIN = 10000;
  const { sending } = document.currentScript.dataset;
  /* Ends what belongs to one state when another one takes its place. */
  let state = new AbortController();

  const part = () => document.getElementById('page');

  /* Only what is said here is read out by screen readers. The focus stays where it is. */
  const announce = (text) => {
    const region = document.getElementById('status');
    if (region && region.textContent !== text) region.textContent = text;
  };

  /* The way to the shop is taken after a while of looking at the page, unless the payer wants to stay. Whoever comes
     back to the page is not led away once more. */
  const prepareLeaving = () => {
    const way = document.querySelector('a[data-leave]');
    const words = document.getElementById('leaving');
    if (!way || !words || (history.state && history.state.left)) return;
    const staying = new AbortController();
    let leaving = 0;
    const wait = () => {
      clearTimeout(leaving);
      if (!document.hidden && !staying.signal.aborted) leaving = setTimeout(() => way.click(), LEAVE_AFTER);
    };
    const leaveOnce = () => {
      staying.abort();
      clearTimeout(leaving);
      history.replaceState({ left: true }, '');
    };
    words.hidden = false;
    document.addEventListener('visibilitychange', wait, { signal: staying.signal });
    part().addEventListener('click', (event) => event.target.closest('a') && leaveOnce());
    document.getElementById('stay').addEventListener('click', () => {
      leaveOnce();
      words.hidden = true;
      way.focus();
    });
    wait();
  };

  /* The seconds since the payment began. The clock goes on while the phone sleeps. */
  const ageSince = (before) => {
    const begun = Date.now();
    return () => before + Math.floor(Math.max(0, Date.now() - begun) / 1000);
  };

  const clock = (seconds) => {
    const two = (number) => String(number).padStart(2, '0');
    const minutes = Math.floor(seconds / MINUTE);
    return seconds < HOUR
      ? minutes + ':' + two(seconds % MINUTE)
      : Math.floor(seconds / HOUR) + ':' + two(minutes % 60) + ':' + two(seconds % MINUTE);
  };

  /* Shows the time since the payment began, and what is told to those who wait. */
  const countUp = (shown, age) => {
    if (!shown.isConnected) return;
    shown.textContent = clock(age());
    document.querySelectorAll('[data-after]').forEach((late) => {
      if (age() >= Number(late.dataset.after)) late.hidden = false;
    });
    setTimeout(() => countUp(shown, age), 1000);
  };

  /* What the end of a wait says: what happened, what became of the money, and where the page goes by itself. */
  const news = () => {
    const told = [...part().querySelectorAll('.notice p')].map((sentence) => sentence.textContent);
    const words = document.getElementById('leaving');
    if (words && !words.hidden) told.push(words.firstChild.textContent);
    return document.title + '. ' + told.map((text) => text.trim()).join(' ');
  };

  /* Another state: its page takes the place of this one, within the same document. */
  const replace = (html) => {
    const other = new DOMParser().parseFromString(html, 'text/html');
    const next = other.getElementById('page');
    if (!next) {
      location.reload();
      return;
    }
    const hadFocus = part().contains(document.activeElement);
    part().replaceWith(document.adoptNode(next));
    document.querySelector('main').dataset.page = other.querySelector('main').dataset.page;
    document.title = other.title;
    scrollTo(0, 0);
    begin();
    announce(news());
    if (hadFocus) part().querySelector('h1').focus();
  };

  /* The page of the present state if it is another one than `seen`. */
  const ask = async (seen, signal) => {
    const load = async (address) => {
      const answer = await fetch(address, { cache: 'no-store', credentials: 'omit', signal });
      if (!answer.ok) throw new Error(answer.status);
      return answer;
    };
    const now = await (await load(location.pathname.replace(/\/$/, '') + '/now')).json();
    return now.seen === seen ? '' : (await load(location.href)).text();
  };

  const askEvery = (age) => {
    if (age < 3 * MINUTE) return 3000;
    return age < 15 * MINUTE ? 15000 : 60000;
  };

  const sayOffline = (isOffline) => {
    const notice = document.getElementById('offline');
    if (notice.hidden === !isOffline) return;
    notice.hidden = !isOffline;
    announce(isOffline ? notice.textContent : '');
  };

  /* Asks again and again while somebody looks at the page, and at once when somebody looks again. */
  const watch = (age, signal) => {
    let asking = new AbortController();
    let timer = 0;
    const look = async () => {
      clearTimeout(timer);
      asking.abort();
      asking = new AbortController();
      if (document.hidden) return;
      const mine = asking;
      const late = setTimeout(() => mine.abort(), ANSWER_WITHIN);
      try {
        const html = await ask(part().dataset.seen, mine.signal);
        if (mine !== asking) return;
        if (html) {
          replace(html);
          return;
        }
        sayOffline(false);
      } catch (unreachable) {
        if (mine !== asking) return;
        sayOffline(true);
      } finally {
        clearTimeout(late);
      }
      timer = setTimeout(look, askEvery(age()));
    };
    document.addEventListener('visibilitychange', look, { signal });
    addEventListener('online', look, { signal });
    timer = setTimeout(look, askEvery(age()));
  };

  const begin = () => {
    state.abort();
    state = new AbortController();
    prepareLeaving();
    const elapsed = document.getElementById('elapsed');
    if (!elapsed) return;
    const age = ageSince(Number(elapsed.dataset.seconds));
    countUp(elapsed, age);
    watch(age, state.signal);
  };

  /* A second tap sends nothing. The server would recognize it all the same. */
  document.querySelectorAll('form').forEach((form) => {
    const button = form.querySelector('button');
    const words = button.textContent;
    let again = 0;
    const open = () => {
      clearTimeout(again);
      delete form.dataset.sent;
      button.removeAttribute('aria-disabled');
      button.textContent = words;
    };
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = 'yes';
      button.setAttribute('aria-disabled', 'true');
      button.textContent = sending;
      again = setTimeout(open, SEND_AGAIN_AFTER);
    });
    addEventListener('pageshow', open);
  });

  /* The browser shows a page from its memory after the back button: it may be of another state. */
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  begin();
  const problem = document.getElementById('problem');
  if (problem) problem.focus();
})();
