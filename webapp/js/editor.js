// Saves what is typed in the editor as a draft, warns before unsaved text is lost, and proposes an expiry for events. The page works without it.
'use strict';

(() => {
  const EVERY = 3000, SLOW = 30000, TIMEOUT = 20000, HURRY = 2000;
  // browsers refuse longer bodies that outlive their page
  const KEPT_ALIVE = 60000;

  const form = document.getElementById('editor');
  if (!form?.dataset.draft) {
    return;
  }
  const texts = form.dataset;
  const status = document.getElementById('draft-status');
  const typed = () => new URLSearchParams(new FormData(form)).toString();

  // what is stored: nothing yet of a form that was sent and not saved
  let saved = texts.sent === 'true' ? '' : typed();
  let wait = EVERY;
  let timer;
  let sending;
  let underWay;
  let leaving = false;

  // the same text again would be read out again
  const say = text => {
    if (status.textContent !== text) {
      status.textContent = text;
    }
  };

  const time = () =>
    new Date().toLocaleTimeString(document.documentElement.lang, {hour: '2-digit', minute: '2-digit'});

  const slower = answer => {
    const asked = 1000 * Number(answer?.headers.get('Retry-After'));
    wait = Math.min(Math.max(2 * wait, asked || 0), 4 * SLOW);
    say(texts.failed);
  };

  const heard = (answer, body) => {
    switch (answer.status) {
      case 204:
        saved = body;
        wait = EVERY;
        say(texts.saved.replace('%', time()));
        break;
      case 401:
        wait = SLOW;
        say(texts.signedOut);
        break;
      case 409:
        wait = SLOW;
        say(texts.full);
        break;
      case 413:
        wait = SLOW;
        say(texts.tooLong);
        break;
      default:
        slower(answer);
    }
  };

  const send = async body => {
    try {
      heard(await fetch(texts.draft, {
        method: 'PUT',
        headers: {'Content-Type': 'application/x-www-form-urlencoded'},
        body,
        keepalive: body.length < KEPT_ALIVE,
        signal: AbortSignal.timeout?.(TIMEOUT)
      }), body);
    } catch (unreachable) {
      slower();
    }
  };

  const save = async () => {
    clearTimeout(timer);
    timer = undefined;
    const body = typed();
    if (leaving || body === saved || body === underWay) {
      return;
    }
    underWay = body;
    const own = sending = send(body);
    await own;
    if (sending === own) {
      sending = underWay = undefined;
    }
    schedule();
  };

  // the time runs from the first change after the last draft
  const schedule = () => {
    if (!timer && !sending && !leaving && typed() !== saved) {
      timer = setTimeout(save, wait);
    }
  };

  form.addEventListener('input', schedule);
  form.addEventListener('change', schedule);
  schedule();

  // proposes that the notice expires when its event ends, until the person chooses something else
  const starts = form.elements['empieza-dia'];
  const expiry = form.elements.caducidad;
  let chosen = starts.value || form.elements.caduca.value || expiry.value !== 'fecha';
  form.addEventListener('change', ({target}) => {
    if (target === starts && !chosen) {
      expiry.value = starts.value ? 'evento' : 'fecha';
    }
    chosen ||= target.name === 'caducidad' || target.name === 'caduca';
  });

  // before the page is closed, and after signing in again in another tab
  document.addEventListener('visibilitychange', save);

  addEventListener('beforeunload', event => {
    if (!leaving && typed() !== saved) {
      event.preventDefault();
      event.returnValue = true;
    }
  });

  // after the draft that is under way, which would otherwise be stored after the notice itself
  const submitted = event => {
    if (leaving || !sending) {
      leaving = true;
      return;
    }
    event.preventDefault();
    leaving = true;
    Promise.race([sending, new Promise(done => setTimeout(done, HURRY))])
      .then(() => event.target.requestSubmit(event.submitter));
  };
  form.addEventListener('submit', submitted);
  document.querySelectorAll('form[action*="/borradores/"]').forEach(discard =>
    discard.addEventListener('submit', submitted));

  // the browser may show the page as it was, when the person comes back to it
  addEventListener('pageshow', event => {
    if (event.persisted) {
      leaving = false;
      schedule();
    }
  });
})();
